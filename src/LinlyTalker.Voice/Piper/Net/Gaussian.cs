namespace LinlyTalker.Voice.Piper.Net;

/// <summary>Normal noise that is the same for the same seed on every machine (Box and Muller, 1958).</summary>
internal sealed class Gaussian(int seed)
{
    private readonly Random random = new(seed);

    public void Fill(Span<float> values)
    {
        for (var i = 0; i < values.Length; i += 2)
        {
            var radius = MathF.Sqrt(-2 * MathF.Log(1 - random.NextSingle()));
            var (sine, cosine) = MathF.SinCos(2 * MathF.PI * random.NextSingle());
            values[i] = radius * cosine;
            if (i + 1 < values.Length)
            {
                values[i + 1] = radius * sine;
            }
        }
    }
}
