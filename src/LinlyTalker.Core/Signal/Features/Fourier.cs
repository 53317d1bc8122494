using System.Numerics;

namespace LinlyTalker.Core.Signal.Features;

/// <summary>
/// The discrete Fourier transform of real sound, of any even length (mixed radix; fast where the length has small
/// factors, such as 400, 512 and 800). In float64. It keeps scratch memory: one per thread.
/// </summary>
public sealed class Fourier
{
    private readonly int half;
    private readonly int[] factors; // of half
    private readonly Complex[] roots; // e^(−2πik/length), k < length
    private readonly Complex[] packed;
    private readonly Complex[] transformed;
    private readonly Complex[] spectrum;

    public Fourier(int length)
    {
        if (length < 2 || length % 2 != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(length), length, "The length must be even.");
        }

        Length = length;
        half = length / 2;
        factors = Factors(half);
        roots = new Complex[length];
        (packed, transformed, spectrum) = (new Complex[half], new Complex[half], new Complex[BinCount]);
        for (var k = 0; k < length; k++)
        {
            roots[k] = Complex.FromPolarCoordinates(1, -2 * Math.PI * k / length);
        }
    }

    public int Length { get; }

    /// <summary>Length / 2 + 1: from 0 Hz to half the sample rate.</summary>
    public int BinCount => half + 1;

    /// <summary>|X|² of each bin.</summary>
    /// <param name="signal"><see cref="Length"/> samples.</param>
    /// <param name="power"><see cref="BinCount"/> long.</param>
    public void Power(ReadOnlySpan<double> signal, Span<double> power)
    {
        Transform(signal, spectrum);
        for (var k = 0; k < BinCount; k++)
        {
            power[k] = (spectrum[k].Real * spectrum[k].Real) + (spectrum[k].Imaginary * spectrum[k].Imaginary);
        }
    }

    /// <inheritdoc cref="Power"/>
    public void Transform(ReadOnlySpan<double> signal, Span<Complex> spectrum)
    {
        // Even and odd samples go through one complex transform of half the length, and are then told apart.
        for (var i = 0; i < half; i++)
        {
            packed[i] = new Complex(signal[2 * i], signal[(2 * i) + 1]);
        }

        Transform(packed, 0, 1, transformed, factors);
        for (var k = 0; k <= half; k++)
        {
            var a = transformed[k % half];
            var b = Complex.Conjugate(transformed[(half - k) % half]);
            var even = (a + b) / 2;
            var odd = (a - b) * new Complex(0, -0.5);
            spectrum[k] = even + (roots[k] * odd);
        }
    }

    /// <summary>Decimation in time: transforms of each factor-th sample, joined.</summary>
    private void Transform(ReadOnlySpan<Complex> input, int offset, int stride, Span<Complex> output, ReadOnlySpan<int> left)
    {
        if (left.IsEmpty)
        {
            output[0] = input[offset];
            return;
        }

        var radix = left[0];
        var part = output.Length / radix;
        for (var r = 0; r < radix; r++)
        {
            Transform(input, offset + (r * stride), stride * radix, output.Slice(r * part, part), left[1..]);
        }

        var step = Length / output.Length;
        Span<Complex> terms = stackalloc Complex[radix];
        for (var k = 0; k < part; k++)
        {
            for (var r = 0; r < radix; r++)
            {
                terms[r] = output[(r * part) + k] * roots[r * k * step];
            }

            if (radix == 4)
            {
                Join4(terms, output[k..], part);
            }
            else
            {
                Join(terms, output[k..], part);
            }
        }
    }

    /// <summary>A transform as long as the terms, written out.</summary>
    private void Join(ReadOnlySpan<Complex> terms, Span<Complex> output, int stride)
    {
        for (var q = 0; q < terms.Length; q++)
        {
            var sum = terms[0];
            for (var r = 1; r < terms.Length; r++)
            {
                sum += terms[r] * roots[r * q % terms.Length * (Length / terms.Length)];
            }

            output[q * stride] = sum;
        }
    }

    /// <summary>The same for four terms, whose roots are 1, −i, −1 and i.</summary>
    private static void Join4(ReadOnlySpan<Complex> terms, Span<Complex> output, int stride)
    {
        var (evenSum, evenRest) = (terms[0] + terms[2], terms[0] - terms[2]);
        var (oddSum, oddRest) = (terms[1] + terms[3], terms[1] - terms[3]);
        var turned = new Complex(oddRest.Imaginary, -oddRest.Real);
        output[0] = evenSum + oddSum;
        output[stride] = evenRest + turned;
        output[2 * stride] = evenSum - oddSum;
        output[3 * stride] = evenRest - turned;
    }

    private static int[] Factors(int number)
    {
        var result = new List<int>();
        for (var f = 4; number > 1;)
        {
            if (number % f == 0)
            {
                result.Add(f);
                number /= f;
            }
            else
            {
                f = f switch { 4 => 2, 2 => 3, _ => f + 2 };
            }
        }

        return [.. result];
    }
}
