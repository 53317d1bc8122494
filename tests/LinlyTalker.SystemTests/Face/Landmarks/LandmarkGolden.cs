using System.Numerics;
using System.Text.Json;

namespace LinlyTalker.SystemTests.Face.Landmarks;

/// <summary>What TensorFlow.js and plain JavaScript found in a portrait (Goldens/landmarks/make-goldens.mjs).</summary>
/// <param name="Box">x, y, width, height.</param>
/// <param name="Points">x, y, z of each point, one after the other, as in the other lists.</param>
internal sealed record LandmarkGolden(
    float Score, float[] Box, float Flag, float[] Points, float[] RightIris, float[] LeftIris, float[] TightEmotion)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static LandmarkGolden Read(string picture)
    {
        using var stream = File.OpenRead(Repository.Golden("landmarks", "goldens.json"));
        return JsonSerializer.Deserialize<Dictionary<string, LandmarkGolden>>(stream, Options)![picture];
    }

    /// <summary>The largest distance of a point from where it is expected, in pixels.</summary>
    public static float WorstDistance(float[] expected, IReadOnlyList<Vector3> actual)
    {
        Assert.Equal(expected.Length / 3, actual.Count);
        return actual.Select((point, i) => Vector3.Distance(new Vector3(expected.AsSpan(3 * i, 3)), point)).Max();
    }
}
