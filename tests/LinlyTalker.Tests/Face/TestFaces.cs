using System.Collections.Concurrent;
using System.Numerics;
using System.Text.Json;
using LinlyTalker.Face.Landmarks;
using LinlyTalker.Face.Puppet;
using LinlyTalker.Media.Images;
using LinlyTalker.Tests.House;

namespace LinlyTalker.Tests.Face;

/// <summary>
/// Faces for tests: the landmarks of two real photos (Grace Hopper's with closed lips, Eileen Collins' with a smile),
/// found by the landmark models, over a picture of coloured waves.
/// </summary>
internal static class TestFaces
{
    public static FaceLandmarks Landmarks(string name)
    {
        var path = Path.Combine(Repository.Root, "tests/LinlyTalker.Tests/Face/Data", name + "-landmarks.json");
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        var root = json.RootElement;
        var box = root.GetProperty("box").EnumerateArray().Select(v => v.GetSingle()).ToArray();
        return new(
            root.GetProperty("score").GetSingle(), new(box[0], box[1], box[2], box[3]), root.GetProperty("flag").GetSingle(),
            Points(root.GetProperty("points")), Points(root.GetProperty("rightIris")), Points(root.GetProperty("leftIris")));
    }

    private static readonly ConcurrentDictionary<string, PortraitAvatar> Avatars = new();

    public static PortraitAvatar Avatar(string name) => Avatars.GetOrAdd(name, Make);

    private static PortraitAvatar Make(string name)
    {
        var (width, height) = name == "hopper" ? (512, 600) : (512, 512);
        var rgb = new byte[width * height * 3];
        for (var i = 0; i < rgb.Length; i++)
        {
            int x = i / 3 % width, y = i / 3 / width;
            rgb[i] = (byte)(128 + (70 * Math.Sin((x * 0.05) + (i % 3))) + (40 * Math.Sin(y * 0.07)));
        }

        return new(new Picture(width, height, rgb), Landmarks(name));
    }

    private static Vector3[] Points(JsonElement numbers) =>
        [.. numbers.EnumerateArray().Select(v => v.GetSingle()).Chunk(3).Select(p => new Vector3(p[0], p[1], p[2]))];
}
