using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LinlyTalker.Face.Rendering;

/// <summary>BGRA to I420, BT.601 limited range, chroma averaged over 2 × 2 pixels. Both paths give the same bytes.</summary>
internal static unsafe class I420Converter
{
    // Rec. ITU-R BT.601 scaled to 8-bit studio range, times 2^15; blue, green, red, alpha.
    private static readonly short[] Luma = [3208, 16519, 8414, 0];
    private static readonly short[] BlueDifference = [14392, -9535, -4857, 0];
    private static readonly short[] RedDifference = [-2340, -12052, 14392, 0];

    /// <param name="source">Sides even.</param>
    /// <param name="y">(height, width).</param>
    /// <param name="u">(height / 2, width / 2).</param>
    /// <param name="v">(height / 2, width / 2).</param>
    public static void Convert(Raster source, Span<byte> y, Span<byte> u, Span<byte> v, bool simd = true)
    {
        int width = source.Width, height = source.Height;
        var vectorWidth = simd && Avx2.IsSupported ? width & ~15 : 0;
        fixed (uint* pixels = source.Pixels)
        fixed (byte* luma = y, blue = u, red = v)
        {
            for (var row = 0; row < height; row += 2)
            {
                var upper = pixels + (row * width);
                var lower = upper + width;
                var chroma = row / 2 * (width / 2);
                for (var x = 0; x < vectorWidth; x += 16)
                {
                    ConvertBlock(
                        upper + x, lower + x, luma + (row * width) + x, width, blue + chroma + (x / 2), red + chroma + (x / 2));
                }

                for (var x = vectorWidth; x < width; x += 2)
                {
                    luma[(row * width) + x] = LumaOf(upper[x]);
                    luma[(row * width) + x + 1] = LumaOf(upper[x + 1]);
                    luma[((row + 1) * width) + x] = LumaOf(lower[x]);
                    luma[((row + 1) * width) + x + 1] = LumaOf(lower[x + 1]);
                    blue[chroma + (x / 2)] = ChromaOf(upper + x, lower + x, BlueDifference);
                    red[chroma + (x / 2)] = ChromaOf(upper + x, lower + x, RedDifference);
                }
            }
        }
    }

    private static byte LumaOf(uint p) => (byte)(16 + ((Dot(p & 255, (p >> 8) & 255, (p >> 16) & 255, Luma) + 0x4000) >> 15));

    private static byte ChromaOf(uint* upper, uint* lower, short[] weights)
    {
        uint blue = 0, green = 0, red = 0;
        foreach (var p in (ReadOnlySpan<uint>)[upper[0], upper[1], lower[0], lower[1]])
        {
            blue += p & 255;
            green += (p >> 8) & 255;
            red += (p >> 16) & 255;
        }

        return (byte)(128 + ((Dot(blue, green, red, weights) + 0x10000) >> 17));
    }

    private static int Dot(uint blue, uint green, uint red, short[] weights) =>
        ((int)blue * weights[0]) + ((int)green * weights[1]) + ((int)red * weights[2]);

    /// <summary>16 × 2 pixels.</summary>
    private static void ConvertBlock(uint* upper, uint* lower, byte* luma, int stride, byte* blue, byte* red)
    {
        var p0 = Avx.LoadVector256((byte*)upper);
        var p1 = Avx.LoadVector256((byte*)(upper + 8));
        var q0 = Avx.LoadVector256((byte*)lower);
        var q1 = Avx.LoadVector256((byte*)(lower + 8));
        LumaRow(p0, p1).Store(luma);
        LumaRow(q0, q1).Store(luma + stride);

        // Columns' sums as 16-bit lanes, two pixels apart; then neighbours: each 64-bit lane pair holds one chroma site.
        var zero = Vector256<byte>.Zero;
        var s0 = Avx2.UnpackLow(p0, zero).AsInt16() + Avx2.UnpackLow(q0, zero).AsInt16();
        var s1 = Avx2.UnpackHigh(p0, zero).AsInt16() + Avx2.UnpackHigh(q0, zero).AsInt16();
        var s2 = Avx2.UnpackLow(p1, zero).AsInt16() + Avx2.UnpackLow(q1, zero).AsInt16();
        var s3 = Avx2.UnpackHigh(p1, zero).AsInt16() + Avx2.UnpackHigh(q1, zero).AsInt16();
        var t0 = Neighbours(s0, s1);
        var t1 = Neighbours(s2, s3);
        Chroma(t0, t1, BlueDifference, blue);
        Chroma(t0, t1, RedDifference, red);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Neighbours(Vector256<short> low, Vector256<short> high) =>
        Avx2.UnpackLow(low.AsInt64(), high.AsInt64()).AsInt16() + Avx2.UnpackHigh(low.AsInt64(), high.AsInt64()).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Weights(short[] w) =>
        Vector256.Create(w[0], w[1], w[2], 0, w[0], w[1], w[2], 0, w[0], w[1], w[2], 0, w[0], w[1], w[2], 0);

    private static Vector128<byte> LumaRow(Vector256<byte> p0, Vector256<byte> p1)
    {
        var zero = Vector256<byte>.Zero;
        var weights = Weights(Luma);
        var a = Sum(Avx2.UnpackLow(p0, zero).AsInt16(), Avx2.UnpackHigh(p0, zero).AsInt16(), weights);
        var b = Sum(Avx2.UnpackLow(p1, zero).AsInt16(), Avx2.UnpackHigh(p1, zero).AsInt16(), weights);
        var round = Vector256.Create(0x4000);
        a = Vector256.ShiftRightArithmetic(a + round, 15) + Vector256.Create(16);
        b = Vector256.ShiftRightArithmetic(b + round, 15) + Vector256.Create(16);

        // Packing works within 128-bit halves: put the quarters back in order.
        var packed = Avx2.Permute4x64(Avx2.PackSignedSaturate(a, b).AsInt64(), 0b11_01_10_00).AsInt16();
        return Sse2.PackUnsignedSaturate(packed.GetLower(), packed.GetUpper());
    }

    private static void Chroma(Vector256<short> t0, Vector256<short> t1, short[] weights, byte* target)
    {
        // Each half holds two sites per vector; the horizontal sum gives sites 0 1 4 5 | 2 3 6 7.
        var sum = Sum(t0, t1, Weights(weights));
        var c = Vector256.ShiftRightArithmetic(sum + Vector256.Create(0x10000), 17) + Vector256.Create(128);
        var packed = Avx2.Permute4x64(Avx2.PackSignedSaturate(c, c).AsInt64(), 0b00_00_10_00).AsInt16().GetLower();
        var bytes = Sse2.PackUnsignedSaturate(packed, packed).AsUInt16();

        // 16-bit pairs now stand as (0 1)(4 5)(2 3)(6 7).
        ((ulong*)target)[0] = Sse2.ShuffleLow(bytes, 0b11_01_10_00).AsUInt64().ToScalar();
    }

    /// <summary>Weighted sums of pixels (four 16-bit lanes each): a's first, then b's, within each 128-bit half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Sum(Vector256<short> a, Vector256<short> b, Vector256<short> weights) =>
        Avx2.HorizontalAdd(Avx2.MultiplyAddAdjacent(a, weights), Avx2.MultiplyAddAdjacent(b, weights));
}
