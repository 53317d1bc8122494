namespace LinlyTalker.Face.Portraits;

/// <summary>The light on a face.</summary>
/// <param name="Mean">Mean level, 0 to 255.</param>
/// <param name="Shade">The brighter half of the face against the darker one.</param>
/// <param name="Glare">Share of pixels without detail left.</param>
internal readonly record struct Light(float Mean, float Shade, float Glare)
{
    private const float BurntOut = 250;

    /// <summary>Within the oval of the face; the corners of its square are background.</summary>
    public static Light Of(ReadOnlySpan<float> grey, int size)
    {
        Span<double> sums = stackalloc double[2];
        Span<int> counts = stackalloc int[2];
        var burnt = 0;
        for (var i = 0; i < grey.Length; i++)
        {
            var (x, y) = (((i % size) + 0.5f) / size - 0.5f, ((i / size) + 0.5f) / size - 0.5f);
            if (((x * x) / (0.35f * 0.35f)) + ((y * y) / (0.45f * 0.45f)) < 1)
            {
                var half = x < 0 ? 0 : 1;
                sums[half] += grey[i];
                counts[half]++;
                burnt += grey[i] >= BurntOut ? 1 : 0;
            }
        }

        var (left, right) = (sums[0] / counts[0], sums[1] / counts[1]);
        return new Light(
            (float)((sums[0] + sums[1]) / (counts[0] + counts[1])),
            (float)((Math.Max(left, right) + 1) / (Math.Min(left, right) + 1)),
            (float)burnt / (counts[0] + counts[1]));
    }
}
