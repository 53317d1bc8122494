using LinlyTalker.Face.Landmarks;
using LinlyTalker.Media.Images;

namespace LinlyTalker.SystemTests.Face.Landmarks;

/// <summary>The nets of the face and the test portraits.</summary>
internal static class FaceModels
{
    public static LandmarkFinder Finder() =>
        LandmarkFinder.Open(TestModels.Open("face-detector"), TestModels.Open("face-mesh"), TestModels.Open("iris"));

    public static Picture Hopper() => PictureReader.Read(TestModels.Open("portrait-hopper").PathOf("grace_hopper.jpg"));

    public static Picture Astronaut() => PictureReader.Read(TestModels.Open("portrait-astronaut").PathOf("astronaut.png"));
}
