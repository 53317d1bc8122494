using LinlyTalker.Face.Portraits;
using LinlyTalker.Media.Images;
using LinlyTalker.Models.Inference;
using LinlyTalker.SystemTests.Face.Landmarks;

namespace LinlyTalker.SystemTests.Face.Portraits;

public class PhotoEnlargerTests
{
    /// <summary>Tiles leave no seam: the result is that of one run over the whole.</summary>
    [Fact]
    public void A_photo_in_tiles_is_doubled_as_the_whole_would_be()
    {
        var photo = FaceModels.Astronaut().Crop(150, 60, 150, 130);
        using var enlarger = PhotoEnlarger.Open(TestModels.Open("super-resolution-x2"));
        using var session = InferenceSession.Open(TestModels.Open("super-resolution-x2").OnlyFile(".onnx"));
        using var input = Tensor.Of<float>(Array.ConvertAll(photo.Pixels, level => (float)level), 1, photo.Height, photo.Width, 3);
        using var whole = session.Run(
            new Dictionary<string, Tensor> { [session.Inputs[0].Name] = input }, cancellationToken: TestContext.Current.CancellationToken);

        var doubled = enlarger.Double(photo, TestContext.Current.CancellationToken);

        Assert.Equal((300, 260), (doubled.Width, doubled.Height));
        var expected = whole[session.Outputs[0].Name].Span<float>();
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(Math.Clamp(expected[i], 0, 255), doubled.Pixels[i], 0.51f);
        }
    }

    [Fact]
    public void A_small_face_becomes_large_enough()
    {
        var photo = FaceModels.Astronaut();
        using var enlarger = PhotoEnlarger.Open(TestModels.Open("super-resolution-x2"));
        using var finder = FaceModels.Finder();
        var check = new PortraitCheck(finder);
        var before = check.Check(photo, TestContext.Current.CancellationToken);

        var doubled = enlarger.DoubleFace(photo, before.Faces[0], TestContext.Current.CancellationToken);
        var after = check.Check(doubled, TestContext.Current.CancellationToken);

        Assert.Equal(2 * before.Measures!.Height, after.Measures!.Height, 12f);
        Assert.True(after.Measures.Room > 0.2f);
        Assert.Equal([PortraitFault.MouthOpen], after.Findings.Where(finding => finding.Fault != PortraitFault.Blurred).Select(finding => finding.Fault));
    }
}
