using System.Numerics;
using LinlyTalker.Face.Landmarks;
using LinlyTalker.Face.Portraits;
using LinlyTalker.Media.Images;

namespace LinlyTalker.Tests.Face.Portraits;

public class FaceMeterTests
{
    private static readonly Picture Photo = new(512, 600);

    [Theory]
    [InlineData("hopper", false)]
    [InlineData("astronaut", true)]
    public void A_mouth_that_shows_teeth_is_open(string name, bool open)
    {
        var face = FaceMeter.Measure(Photo, TestFaces.Landmarks(name));

        Assert.Equal(open, face.MouthGap > 0.03f);
        Assert.InRange(face.RightEyeOpening, 0.25f, 0.45f);
        Assert.InRange(face.LeftEyeOpening, 0.25f, 0.45f);
        Assert.Equal(0, face.Outside);
    }

    /// <summary>The points themselves are turned about their middle, in three dimensions.</summary>
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(25, 0, 0)]
    [InlineData(-20, 0, 0)]
    [InlineData(0, 15, 0)]
    [InlineData(0, 0, 30)]
    [InlineData(0, 0, -60)]
    public void A_turned_head_is_measured_in_degrees(float yaw, float pitch, float roll)
    {
        var front = FaceMeter.Measure(Photo, TestFaces.Landmarks("hopper"));
        var turned = FaceMeter.Measure(Photo, Turned(TestFaces.Landmarks("hopper"), yaw, pitch, roll));

        Assert.Equal(front.Yaw + yaw, turned.Yaw, 3f);
        Assert.Equal(front.Pitch + pitch, turned.Pitch, 3f);
        Assert.Equal(front.Roll + roll, turned.Roll, 3f);
        Assert.Equal(front.Height, turned.Height, 0.5f);
    }

    [Fact]
    public void A_face_over_the_edge_is_measured_against_it()
    {
        var face = TestFaces.Landmarks("hopper");
        var moved = face with { Points = [.. face.Points.Select(point => point - new Vector3(250, 0, 0))] };

        var measures = FaceMeter.Measure(Photo, moved);

        Assert.InRange(measures.Outside, 0.3f, 0.6f);
        Assert.True(measures.Room < -0.3f);
    }

    [Fact]
    public void Light_is_measured_on_both_sides_of_the_face()
    {
        var photo = new Picture(512, 600);
        for (var i = 0; i < photo.Pixels.Length; i++)
        {
            photo.Pixels[i] = (byte)(i / 3 % 512 < 268 ? 50 : 150);
        }

        var face = FaceMeter.Measure(photo, TestFaces.Landmarks("hopper"));

        Assert.InRange(face.Brightness, 90, 110);
        Assert.InRange(face.Shade, 2.5f, 3.1f);
    }

    private static FaceLandmarks Turned(FaceLandmarks face, float yaw, float pitch, float roll)
    {
        var middle = face.Points.Aggregate(Vector3.Zero, (sum, point) => sum + point) / face.Points.Count;

        // Depth grows away from the viewer: turning right moves the right of the picture away.
        var turn = Matrix4x4.CreateRotationY(-yaw * MathF.PI / 180)
            * Matrix4x4.CreateRotationX(pitch * MathF.PI / 180)
            * Matrix4x4.CreateRotationZ(roll * MathF.PI / 180);
        return face with { Points = [.. face.Points.Select(point => Vector3.Transform(point - middle, turn) + middle)] };
    }
}
