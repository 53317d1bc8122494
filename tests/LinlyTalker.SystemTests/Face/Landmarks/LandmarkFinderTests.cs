using System.Numerics;
using LinlyTalker.Core.Errors;
using LinlyTalker.Face.Landmarks;
using LinlyTalker.Media.Images;

namespace LinlyTalker.SystemTests.Face.Landmarks;

public class LandmarkFinderTests
{
    /// <summary>Two decoders of JPEG differ by a level here and there; PNG is exact, and so are its landmarks.</summary>
    [Theory]
    [InlineData("grace_hopper.png", 0.1f)]
    [InlineData("astronaut.png", 0.02f)]
    public void Points_lie_where_TensorFlow_js_puts_them(string name, float tolerance)
    {
        var golden = LandmarkGolden.Read(name);
        using var finder = FaceModels.Finder();

        var face = Assert.Single(finder.Find(Portrait(name), TestContext.Current.CancellationToken));

        Assert.Equal(golden.Score, face.Score, 0.005f);
        Assert.Equal(golden.Flag, face.FaceFlag, 0.005f);
        Assert.Equal(golden.Box[0], face.Box.X, tolerance);
        Assert.Equal(golden.Box[3], face.Box.Height, tolerance);
        var distances = (
            LandmarkGolden.WorstDistance(golden.Points, face.Points),
            LandmarkGolden.WorstDistance(golden.RightIris, face.RightIris),
            LandmarkGolden.WorstDistance(golden.LeftIris, face.LeftIris));
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: largest distance {distances}");
        Assert.True(distances.Item1 < tolerance, $"a point lies {distances.Item1} px off");
        Assert.True(distances.Item2 < tolerance, $"a point of the right eye lies {distances.Item2} px off");
        Assert.True(distances.Item3 < tolerance, $"a point of the left eye lies {distances.Item3} px off");
    }

    [Fact]
    public void Eyes_count_from_the_outer_corner_on_both_sides()
    {
        using var finder = FaceModels.Finder();
        var face = finder.Find(FaceModels.Hopper(), TestContext.Current.CancellationToken)[0];

        Assert.True(Distance(face.RightIris[0], face.Points[33]) < Distance(face.RightIris[0], face.Points[133]));
        Assert.True(Distance(face.LeftIris[0], face.Points[263]) < Distance(face.LeftIris[0], face.Points[362]));
        Assert.True(face.RightIris[12].Y < face.RightIris[4].Y);

        static float Distance(Vector3 a, Vector3 b) => Vector2.Distance(new(a.X, a.Y), new(b.X, b.Y));
    }

    [Fact]
    public void Points_follow_a_face_that_is_turned_and_moved()
    {
        using var finder = FaceModels.Finder();
        var photo = FaceModels.Astronaut();
        var upright = finder.Find(photo, TestContext.Current.CancellationToken)[0];
        var turned = finder.Find(Turned(photo, 0.4f), TestContext.Current.CancellationToken)[0];

        Assert.Equal(upright.Roll + 0.4f, turned.Roll, 0.03f);
        Assert.Equal(upright.EyeSpan, turned.EyeSpan, 2f);
        var middle = new Vector2(photo.Width, photo.Height) / 2;
        var nose = Vector2.Transform(upright.Flat(1) - middle, Matrix3x2.CreateRotation(0.4f)) + middle;
        Assert.True(Vector2.Distance(nose, turned.Flat(1)) < 2);
    }

    [Fact]
    public void A_small_face_in_a_large_photo_is_found()
    {
        var face = FaceModels.Astronaut();
        var photo = new Picture(2400, 2000);
        for (var y = 0; y < 256; y++)
        {
            face.Row(2 * y).ToArray().Chunk(6).SelectMany(pair => pair[..3]).ToArray().CopyTo(photo.Row(1200 + y)[(300 * 3)..]);
        }

        using var finder = FaceModels.Finder();
        var found = Assert.Single(finder.Find(photo, TestContext.Current.CancellationToken));

        Assert.InRange(found.Flat(1).X, 300 + 100, 300 + 130);
        Assert.InRange(found.Flat(1).Y, 1200 + 50, 1200 + 80);
    }

    [Fact]
    public void Pictures_without_a_face_give_none()
    {
        using var finder = FaceModels.Finder();
        var noise = new Picture(300, 200);
        new Random(5).NextBytes(noise.Pixels);

        Assert.Empty(finder.Find(noise, TestContext.Current.CancellationToken));
        Assert.Empty(finder.Find(new Picture(1, 1), TestContext.Current.CancellationToken));
        Assert.Empty(finder.Find(new Picture(3000, 2), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Emotions_are_read_as_the_net_gives_them()
    {
        using var finder = FaceModels.Finder();
        using var reader = EmotionReader.Open(TestModels.Open("face-emotion"));
        var photo = FaceModels.Astronaut();
        var face = finder.Find(photo, TestContext.Current.CancellationToken)[0];

        var emotion = reader.Read(photo, face, TestContext.Current.CancellationToken);

        Assert.True(emotion.Happy > 0.9f, $"A wide smile was read as {emotion}.");
        Assert.Equal(1, emotion.Angry + emotion.Disgust + emotion.Fear + emotion.Happy + emotion.Sad + emotion.Surprise + emotion.Neutral, 1e-3f);
    }

    [Fact]
    public void A_model_of_another_kind_is_refused()
    {
        var error = Assert.Throws<ModelFormatException>(
            () => LandmarkFinder.Open(TestModels.Open("face-detector"), TestModels.Open("iris"), TestModels.Open("face-mesh")));

        Assert.Contains("'iris' is not the net that is expected", error.Message, StringComparison.Ordinal);
    }

    private static Picture Portrait(string name) => name == "astronaut.png" ? FaceModels.Astronaut() : FaceModels.Hopper();

    /// <summary>Turns clockwise about the middle, nearest pixel, black outside.</summary>
    private static Picture Turned(Picture photo, float angle)
    {
        var result = new Picture(photo.Width, photo.Height);
        var middle = new Vector2(photo.Width, photo.Height) / 2;
        var back = Matrix3x2.CreateRotation(-angle);
        for (var y = 0; y < photo.Height; y++)
        {
            for (var x = 0; x < photo.Width; x++)
            {
                var from = Vector2.Transform(new Vector2(x + 0.5f, y + 0.5f) - middle, back) + middle;
                if (from.X >= 0 && from.Y >= 0 && from.X < photo.Width && from.Y < photo.Height)
                {
                    photo.At((int)from.X, (int)from.Y).CopyTo(result.At(x, y));
                }
            }
        }

        return result;
    }
}
