using System.Numerics;
using LinlyTalker.Face.Puppet;
using LinlyTalker.SystemTests.Face.Landmarks;

namespace LinlyTalker.SystemTests.Face.Puppet;

public class SuperResolutionTests
{
    [Fact(Timeout = 120000)]
    public void A_small_face_is_doubled_and_its_landmarks_with_it()
    {
        using var finder = FaceModels.Finder();
        var photo = FaceModels.Astronaut();
        var face = finder.Find(photo, TestContext.Current.CancellationToken)[0];
        Assert.True(SuperResolution.IsWorthIt(face));
        using var net = SuperResolution.Open(TestModels.Open("super-resolution-x2"));

        var (large, moved) = net.Enlarge(photo, face, TestContext.Current.CancellationToken);

        Assert.Equal(2 * face.EyeSpan, moved.EyeSpan, 0.01f);
        var found = finder.Find(large, TestContext.Current.CancellationToken)[0];
        Assert.All(found.Points.Zip(moved.Points), pair => Assert.True(
            Vector2.Distance(new(pair.First.X, pair.First.Y), new(pair.Second.X, pair.Second.Y)) < 0.08f * moved.EyeSpan));
    }
}
