using System.Numerics;
using LinlyTalker.Core.Flow;
using LinlyTalker.Face.Mesh;
using LinlyTalker.Face.Motion;
using LinlyTalker.Face.Puppet;

namespace LinlyTalker.Tests.Face.Puppet;

public class DeformationTests
{
    [Theory]
    [InlineData("hopper")]
    [InlineData("astronaut")]
    public void No_triangle_is_turned_inside_out_by_any_sound_with_any_emotion_and_pose(string name)
    {
        var mesh = TestFaces.Avatar(name).For(512).Mesh;
        var random = new Random(7);
        foreach (var ipa in LinlyTalker.Language.Phonemes.PhonemeInventory.All.Select(p => p.Ipa))
        {
            foreach (var emotion in Emotions.Names.Append("neutral"))
            {
                var weights = TestMotion.Frame(ipa);
                Emotions.Add(emotion, 1, weights);
                weights[(int)FaceChannel.HeadYaw] = Angle(random, 8);
                weights[(int)FaceChannel.HeadPitch] = Angle(random, 5);
                weights[(int)FaceChannel.HeadRoll] = Angle(random, 5);
                Assert.True(Inverted(mesh, weights) == 0, $"{ipa} {emotion}: {Inverted(mesh, weights)} triangles");
            }
        }
    }

    [Theory]
    [InlineData("hopper")]
    [InlineData("astronaut")]
    public void No_triangle_is_turned_inside_out_by_any_single_channel(string name)
    {
        var mesh = TestFaces.Avatar(name).For(512).Mesh;
        for (var channel = FaceChannel.EyeBlinkLeft; channel <= FaceChannel.TongueOut; channel++)
        {
            var weights = new float[FaceMotion.ChannelCount];
            weights[(int)channel] = 1;
            Assert.True(Inverted(mesh, weights) == 0, $"{channel}: {Inverted(mesh, weights)} triangles");
        }
    }

    [Theory]
    [InlineData("hopper")]
    [InlineData("astronaut")]
    public void Folds_are_undone_by_moving_vertices_less_than_a_twentieth_of_the_face_s_unit(string name)
    {
        var mesh = TestFaces.Avatar(name).For(512).Mesh;
        foreach (var ipa in (string[])["a", "u", "w", "p", "f", "i"])
        {
            var positions = Deform(mesh, TestMotion.Frame(ipa));
            var again = positions.ToArray();
            mesh.Unfold(again);
            Assert.All(positions.Zip(again), pair => Assert.True(Vector2.Distance(pair.First, pair.Second) < 0.1f));
        }

        var landmarks = TestFaces.Landmarks(name);
        var scale = mesh.Frame.Unit / landmarks.EyeSpan;
        var nose = new Vector2(mesh.Rest[1].X, mesh.Rest[1].Y);
        var cheek = new Vector2(mesh.Rest[50].X, mesh.Rest[50].Y);
        Assert.Equal((landmarks.Flat(50) - landmarks.Flat(1)).Length() * scale, (cheek - nose).Length(), mesh.Frame.Unit / 20);
    }

    [Fact]
    public void Of_28000_triangles_at_most_two_fold_when_landmarks_miss_by_a_pixel_or_two()
    {
        var photo = TestFaces.Avatar("hopper");
        var folds = 0;
        for (var seed = 0; seed < 6; seed++)
        {
            var random = new Random(seed);
            Vector3 Miss(Vector3 p) => p + new Vector3(Error(), Error(), Error());
            float Error() => 0.012f * photo.Face.EyeSpan * (random.NextSingle() + random.NextSingle() + random.NextSingle() - 1.5f);
            var face = photo.Face with { Points = [.. photo.Face.Points.Select(Miss)] };
            var mesh = new PortraitAvatar(photo.Photo, face).For(128).Mesh;
            foreach (var ipa in (string[])["", "a", "u", "p"])
            {
                folds += Inverted(mesh, TestMotion.Frame(ipa));
            }
        }

        Assert.InRange(folds, 0, 2);
    }

    [Fact]
    public void The_picture_s_rim_never_moves()
    {
        var mesh = TestFaces.Avatar("hopper").For(256).Mesh;
        var weights = TestMotion.Frame("a");
        weights[(int)FaceChannel.HeadYaw] = 0.1f;
        var positions = Deform(mesh, weights);
        for (var i = PuppetMesh.HoleStart - OuterRings.RingLength; i < PuppetMesh.HoleStart; i++)
        {
            Assert.Equal(mesh.Rest[i].X, positions[i].X, 1e-3f);
            Assert.Equal(mesh.Rest[i].Y, positions[i].Y, 1e-3f);
        }
    }

    [Fact]
    public void A_head_that_turns_to_its_left_carries_the_nose_to_the_picture_s_right()
    {
        var mesh = TestFaces.Avatar("hopper").For(256).Mesh;
        var weights = new float[FaceMotion.ChannelCount];
        var nose = Deform(mesh, weights)[1];
        weights[(int)FaceChannel.HeadYaw] = 0.1f;
        Assert.True(Deform(mesh, weights)[1].X > nose.X + 1);
        weights[(int)FaceChannel.HeadYaw] = 0;
        weights[(int)FaceChannel.HeadPitch] = 0.1f;
        Assert.True(Deform(mesh, weights)[1].Y < nose.Y - 1);
    }

    private static float Angle(Random random, float degrees) =>
        ((2 * random.NextSingle()) - 1) * degrees * MathF.PI / 180;

    private static Vector2[] Deform(PuppetMesh mesh, float[] weights)
    {
        var deformation = new Deformation(mesh);
        var expression = new Expression(weights);
        deformation.Apply(expression, new HeadPose(mesh, expression, Vector2.Zero));
        return deformation.Positions.ToArray();
    }

    /// <summary>Triangles of face and rings that show their back; the hole's own may close.</summary>
    private static int Inverted(PuppetMesh mesh, float[] weights)
    {
        var positions = Deform(mesh, weights);
        var triangles = PuppetMesh.Triangles;
        var count = 0;
        for (var i = 0; i < triangles.Length; i += 3)
        {
            int a = triangles[i], b = triangles[i + 1], c = triangles[i + 2];
            count += a < PuppetMesh.HoleStart && Untangling.DoubleArea(positions[a], positions[b], positions[c]) <= 0 ? 1 : 0;
        }

        return count;
    }
}
