using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LinlyTalker.Face.Rendering;

/// <summary>
/// Fills a run of pixels along a straight line through a texture. Both paths blend in the same whole numbers
/// (8-bit fractions, rounded), so they differ only where a coordinate's last float bit decides a fraction.
/// </summary>
internal static unsafe class BilinearRow
{
    /// <param name="texture">First pixel of the texture.</param>
    /// <param name="width">Of the texture.</param>
    /// <param name="height">Of the texture.</param>
    /// <param name="target">Where the run begins.</param>
    /// <param name="count">Pixels of the run.</param>
    /// <param name="u">Texture column at the run's first pixel; <paramref name="du"/> further per pixel.</param>
    /// <param name="v">Texture row at the run's first pixel; <paramref name="dv"/> further per pixel.</param>
    public static void Fill(
        uint* texture, int width, int height, uint* target, int count, float u, float v, float du, float dv, bool simd)
    {
        if (simd && Avx2.IsSupported)
        {
            FillAvx2(texture, width, height, target, count, u, v, du, dv);
        }
        else
        {
            FillScalar(texture, width, height, target, count, u, v, du, dv);
        }
    }

    private static void FillScalar(
        uint* texture, int width, int height, uint* target, int count, float u, float v, float du, float dv)
    {
        float right = width - 1.001f, bottom = height - 1.001f;
        for (var i = 0; i < count; i++)
        {
            var x = Math.Clamp(u + (i * du), 0, right);
            var y = Math.Clamp(v + (i * dv), 0, bottom);
            int column = (int)x, row = (int)y;
            int fx = (int)((x - column) * 256), fy = (int)((y - row) * 256);
            var at = texture + (row * width) + column;
            uint a = at[0], b = at[1], c = at[width], d = at[width + 1];
            uint pixel = 0;
            for (var shift = 0; shift < 32; shift += 8)
            {
                var top = Blend((int)(a >> shift) & 255, (int)(b >> shift) & 255, fx);
                var low = Blend((int)(c >> shift) & 255, (int)(d >> shift) & 255, fx);
                pixel |= (uint)Blend(top, low, fy) << shift;
            }

            target[i] = pixel;
        }
    }

    private static int Blend(int from, int to, int fraction) => from + ((((to - from) * (fraction << 7)) + 0x4000) >> 15);

    private static void FillAvx2(
        uint* texture, int width, int height, uint* target, int count, float u, float v, float du, float dv)
    {
        var lane = Vector256.Create(0f, 1, 2, 3, 4, 5, 6, 7);
        Vector256<float> startU = Vector256.Create(u), startV = Vector256.Create(v);
        Vector256<float> right = Vector256.Create(width - 1.001f), bottom = Vector256.Create(height - 1.001f);
        var stride = Vector256.Create(width);
        for (var i = 0; i < count; i += 8)
        {
            var x = Vector256.Min(Vector256.Max(startU + (lane * du), Vector256<float>.Zero), right);
            var y = Vector256.Min(Vector256.Max(startV + (lane * dv), Vector256<float>.Zero), bottom);
            var column = Avx.ConvertToVector256Int32WithTruncation(x);
            var row = Avx.ConvertToVector256Int32WithTruncation(y);
            var fx = Fraction(x, column);
            var fy = Fraction(y, row);

            // Neighbours in a row are fetched together, as one 64-bit word each: sixteen plain loads, where the processor's
            // own gather of single pixels would take thirty-two.
            var at = (row * stride) + column;
            var (a, b) = Pairs(texture, at);
            var (c, d) = Pairs(texture + width, at);

            // Blue and red, then green and alpha: two 8-bit values in the two 16-bit lanes of a pixel.
            var even = Blend(Blend(Even(a), Even(b), fx), Blend(Even(c), Even(d), fx), fy);
            var odd = Blend(Blend(Odd(a), Odd(b), fx), Blend(Odd(c), Odd(d), fx), fy);
            var pixels = even.AsUInt32() | Vector256.ShiftLeft(odd.AsUInt32(), 8);
            if (count - i >= 8)
            {
                pixels.Store(target + i);
            }
            else
            {
                Avx2.MaskStore(target + i, Vector256.LessThan(lane, Vector256.Create((float)count)).AsUInt32(), pixels);
            }

            lane += Vector256.Create(8f);
        }
    }

    /// <summary>The pixels at eight indices, and their right neighbours.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<uint> Pixels, Vector256<uint> Right) Pairs(uint* texture, Vector256<int> at)
    {
        var low = Vector256.Create(
            Pair(texture, at[0], at[1]), Pair(texture, at[4], at[5])).AsSingle();
        var high = Vector256.Create(
            Pair(texture, at[2], at[3]), Pair(texture, at[6], at[7])).AsSingle();
        return (Avx.Shuffle(low, high, 0b10_00_10_00).AsUInt32(), Avx.Shuffle(low, high, 0b11_01_11_01).AsUInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<long> Pair(uint* texture, int first, int second) =>
        Vector128.Create(*(long*)(texture + first), *(long*)(texture + second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Fraction(Vector256<float> x, Vector256<int> whole)
    {
        var f = Avx.ConvertToVector256Int32WithTruncation((x - Avx.ConvertToVector256Single(whole)) * 256f);
        return Vector256.ShiftLeft((f | Vector256.ShiftLeft(f, 16)).AsInt16(), 7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Even(Vector256<uint> pixels) => (pixels & Vector256.Create(0x00ff00ffu)).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Odd(Vector256<uint> pixels) => Even(Vector256.ShiftRightLogical(pixels, 8));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Blend(Vector256<short> from, Vector256<short> to, Vector256<short> fraction) =>
        from + Avx2.MultiplyHighRoundScale(to - from, fraction);
}
