using LinlyTalker.Core.Flow;
using LinlyTalker.Face.Mesh;
using LinlyTalker.Face.Package;
using LinlyTalker.Face.Puppet;
using System.Numerics;

namespace LinlyTalker.Tests.Face.Package;

public class HandleTests
{
    [Fact]
    public void The_handles_of_a_client_are_those_that_the_puppet_reads()
    {
        var random = new Random(5);
        for (var round = 0; round < 500; round++)
        {
            var channels = Channels(random);
            var e = new Expression(channels);
            var handles = Handle.All.ToDictionary(h => h.Name, h => h.Read(channels));
            (string Name, float Value)[] expected =
            [
                ("jaw", e.Jaw), ("jawSideways", e.JawSideways), ("mouthSideways", e.MouthSideways), ("narrow", e.Narrow), ("pout", e.Pout),
                ("upLeft", e.Up.Left), ("upRight", e.Up.Right), ("lowLeft", e.Low.Left), ("lowRight", e.Low.Right),
                ("wideLeft", e.Wide.Left), ("wideRight", e.Wide.Right), ("smileLeft", e.Smile.Left), ("smileRight", e.Smile.Right),
                ("frownLeft", e.Frown.Left), ("frownRight", e.Frown.Right), ("cheekLeft", e.Cheeks.Left), ("cheekRight", e.Cheeks.Right),
                ("puff", e.Puff), ("press", e.Press), ("bite", e.Bite), ("rollUpper", e.RollUpper), ("chinUp", e.ChinUp),
                ("browLeft", e.Brows.Left), ("browRight", e.Brows.Right), ("browsInner", e.BrowsInner),
                ("browDownLeft", e.BrowsDown.Left), ("browDownRight", e.BrowsDown.Right), ("tongue", e.Tongue),
                ("lidLeft", e.Lids.Left), ("lidRight", e.Lids.Right), ("gazeRight", e.GazeRight), ("gazeDown", e.GazeDown),
            ];
            Assert.Equal(Handle.All.Count, expected.Length);
            Assert.All(expected, x => Assert.Equal(x.Value, handles[x.Name], 1e-5f));
        }
    }

    [Theory]
    [InlineData("hopper")]
    [InlineData("astronaut")]
    public void The_displacements_of_the_handles_add_up_to_the_puppet_s_own(string name)
    {
        var mesh = TestFaces.Avatar(name).For(128).Mesh;
        Vector2[] Displaced(Expression e)
        {
            var result = new Vector2[CanonicalFace.VertexCount];
            ExpressionField.Displace(mesh, e, result);
            return result;
        }

        var rest = Displaced(default);
        var pulls = Handle.All.Where(h => h.Pull is not null).Select(h => (h, Displaced(h.Pull!.Value))).ToArray();
        var random = new Random(6);
        for (var round = 0; round < 50; round++)
        {
            var channels = Channels(random);
            channels[(int)FaceChannel.JawOpen] *= 0.66f; // Beyond it the corners of the mouth stay where they are.
            var own = Displaced(new Expression(channels));
            for (var i = 0; i < own.Length; i++)
            {
                var sum = rest[i];
                foreach (var (handle, pulled) in pulls)
                {
                    sum += (pulled[i] - rest[i]) * handle.Read(channels);
                }

                Assert.Equal(0, Vector2.Distance(own[i], sum), 1e-5f);
            }
        }
    }

    private static float[] Channels(Random random)
    {
        var channels = new float[FaceMotion.ChannelCount];
        for (var i = 0; i < channels.Length; i++)
        {
            channels[i] = random.Next(2) * random.NextSingle();
        }

        return channels;
    }
}
