using System.Text.Json;

namespace LinlyTalker.SystemTests.Models.Tfjs;

/// <summary>What TensorFlow.js computed on a fixed picture (Goldens/tfjs/make-goldens.mjs).</summary>
internal sealed record TfjsGolden(string File, int[] Shape, float Low, float High, Dictionary<string, TfjsGolden.Output> Outputs)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static TfjsGolden Read(string model)
    {
        using var stream = System.IO.File.OpenRead(Repository.Golden("tfjs", "goldens.json"));
        return JsonSerializer.Deserialize<Dictionary<string, TfjsGolden>>(stream, Options)![model];
    }

    /// <summary>The same picture of triangle waves that the golden was computed on.</summary>
    public float[] Picture()
    {
        var (height, width, channels) = (Shape[0], Shape[1], Shape[2]);
        var picture = new float[height * width * channels];
        for (var i = 0; i < picture.Length; i++)
        {
            var (y, x, c) = (i / (width * channels), i / channels % width, i % channels);
            var value = (Wave((3 * x) + (5 * c), 60) + Wave((2 * y) + (7 * c), 44) + Wave(x + y, 90)) / 3;
            picture[i] = (float)(Low + ((High - Low) * value));
        }

        return picture;
    }

    private static double Wave(int n, int period) => Math.Abs((n % (2 * period)) - period) / (double)period;

    /// <param name="Step">Every so many elements one was kept in <paramref name="Samples"/>.</param>
    public sealed record Output(int[] Shape, int Step, float[] Samples, double Mean, double MeanSquare);
}
