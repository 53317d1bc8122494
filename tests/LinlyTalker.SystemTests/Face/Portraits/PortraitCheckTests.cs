using LinlyTalker.Core.Flow;
using LinlyTalker.Face.Landmarks;
using LinlyTalker.Face.Portraits;
using LinlyTalker.Face.Puppet;
using LinlyTalker.Media.Images;
using LinlyTalker.SystemTests.Face.Landmarks;

namespace LinlyTalker.SystemTests.Face.Portraits;

public class PortraitCheckTests
{
    [Fact]
    public void A_frontal_portrait_with_closed_lips_works_well()
    {
        var report = Check(FaceModels.Hopper());

        Assert.True(report.Works);
        Assert.Empty(report.Findings);
        Assert.InRange(report.Measures!.Height, 190, 215);
    }

    [Fact]
    public void A_small_laughing_face_works_with_limits()
    {
        var report = Check(FaceModels.Astronaut());

        Assert.True(report.Works);
        Assert.Equal([PortraitFault.TooSmall, PortraitFault.MouthOpen], report.Findings.Select(finding => finding.Fault));
    }

    [Fact]
    public void A_picture_without_a_face_does_not_work()
    {
        var noise = new Picture(400, 300);
        new Random(3).NextBytes(noise.Pixels);

        var report = Check(noise);

        Assert.False(report.Works);
        Assert.Null(report.Measures);
        Assert.Equal(PortraitFault.NoFace, Assert.Single(report.Findings).Fault);
    }

    [Fact]
    public void Two_people_are_counted()
    {
        var (left, right) = (FaceModels.Hopper(), FaceModels.Astronaut());
        var both = new Picture(left.Width + right.Width, left.Height);
        for (var y = 0; y < both.Height; y++)
        {
            left.Row(y).CopyTo(both.Row(y));
            right.Row(Math.Min(y, right.Height - 1)).CopyTo(both.Row(y)[(left.Width * 3)..]);
        }

        var report = Check(both);

        Assert.Equal(2, report.Faces.Count);
        Assert.Equal(PortraitFault.SeveralFaces, Assert.Single(report.Findings).Fault);
    }

    [Fact]
    public void A_thumbnail_is_too_small() => Forbids(FaceModels.Hopper().Resize(102, 120), PortraitFault.TooSmall);

    [Fact]
    public void A_blurred_photo_is_refused()
    {
        var photo = FaceModels.Hopper();

        Forbids(photo.Resize(photo.Width / 8, photo.Height / 8).Resize(photo.Width, photo.Height), PortraitFault.Blurred);
    }

    [Fact]
    public void A_photo_in_the_dark_is_refused() => Forbids(Levels(FaceModels.Hopper(), 0.1f), PortraitFault.TooDark);

    [Fact]
    public void A_burnt_out_photo_is_refused() => Forbids(Levels(FaceModels.Hopper(), 3), PortraitFault.TooBright);

    [Fact]
    public void Half_a_face_is_refused() => Forbids(FaceModels.Hopper().Crop(230, 0, 282, 600), PortraitFault.CutOff);

    [Fact]
    public void A_face_that_fills_the_photo_wants_room()
    {
        var report = Check(FaceModels.Hopper().Crop(170, 130, 200, 210));

        Assert.True(report.Works);
        Assert.Equal(PortraitFault.CutOff, Assert.Single(report.Findings).Fault);
    }

    /// <summary>The puppet closes the eyes and opens the mouth of the portrait, and the check sees both.</summary>
    [Fact]
    public void Closed_eyes_and_a_wide_open_mouth_are_seen()
    {
        var photo = FaceModels.Hopper();
        var painter = Painter(photo);

        Assert.Empty(Check(Painted(painter)).Findings);
        Forbids(Painted(painter, (FaceChannel.EyeBlinkLeft, 1), (FaceChannel.EyeBlinkRight, 1)), PortraitFault.EyesClosed);
        var open = Check(Painted(painter, (FaceChannel.JawOpen, 1)));
        Assert.Contains(open.Findings, finding => finding.Fault == PortraitFault.MouthOpen);
    }

    [Fact]
    public void The_drawing_marks_the_face_and_nothing_else()
    {
        var photo = FaceModels.Hopper();
        var report = Check(photo);
        var drawing = LandmarkDrawing.Draw(photo, report.Faces);

        var scale = (float)drawing.Width / photo.Width;
        var plain = photo.Resize(drawing.Width, drawing.Height);
        var box = report.Faces[0].Box;
        var changed = 0;
        for (var i = 0; i < drawing.Pixels.Length; i += 3)
        {
            if (!drawing.Pixels.AsSpan(i, 3).SequenceEqual(plain.Pixels.AsSpan(i, 3)))
            {
                changed++;
                Assert.InRange(i / 3 % drawing.Width / scale, box.X - 20, box.X + box.Width + 20);
                Assert.InRange(i / 3 / drawing.Width / scale, box.Y - 40, box.Y + box.Height + 20);
            }
        }

        Assert.InRange((float)changed / (box.Width * box.Height * scale * scale), 0.1f, 0.9f);
        Assert.Equal(FaceModels.Hopper().Pixels, photo.Pixels);
    }

    private static void Forbids(Picture photo, PortraitFault fault)
    {
        var report = Check(photo);

        Assert.False(report.Works);
        Assert.Contains(report.Findings, finding => finding.Fault == fault && finding.Forbids);
    }

    private static PortraitReport Check(Picture photo)
    {
        using var finder = FaceModels.Finder();
        return new PortraitCheck(finder).Check(photo, TestContext.Current.CancellationToken);
    }

    private static Picture Levels(Picture photo, float factor) =>
        new(photo.Width, photo.Height, Array.ConvertAll(photo.Pixels, level => (byte)Math.Min(255, level * factor)));

    private static PuppetPainter Painter(Picture photo)
    {
        using var finder = FaceModels.Finder();
        var face = finder.Find(photo, TestContext.Current.CancellationToken)[0];
        return new PuppetPainter(new PortraitAvatar(photo, face).For(512));
    }

    private static Picture Painted(PuppetPainter painter, params (FaceChannel Channel, float Weight)[] face)
    {
        var weights = new float[FaceMotion.ChannelCount];
        foreach (var (channel, weight) in face)
        {
            weights[(int)channel] = weight;
        }

        painter.Paint(weights, default);
        var picture = new Picture(painter.Frame.Width, painter.Frame.Height);
        for (var i = 0; i < painter.Frame.Pixels.Length; i++)
        {
            var pixel = painter.Frame.Pixels[i];
            (picture.Pixels[3 * i], picture.Pixels[(3 * i) + 1], picture.Pixels[(3 * i) + 2]) = ((byte)(pixel >> 16), (byte)(pixel >> 8), (byte)pixel);
        }

        return picture;
    }
}
