using System.Numerics;
using LinlyTalker.Core.Signal.Features;

namespace LinlyTalker.Bench.Echo;

/// <summary>
/// A made room: a loudspeaker heard by the microphone of the same device, late, with decaying reverberation; the same
/// in every run. 16 kHz.
/// </summary>
/// <param name="Delay">Of the device and the network, in seconds.</param>
/// <param name="Decay">Time constant of the reverberation's amplitude, in seconds.</param>
/// <param name="Gain">Of the echo, all of it, against what is played.</param>
/// <param name="Distortion">Of a small loudspeaker: 0 none, 3 strong (tanh).</param>
internal sealed record EchoRoom(int Seed, double Delay = 0.06, double Decay = 0.035, double Gain = 1, double Distortion = 0)
{
    private const int SampleRate = 16000;
    private const int Taps = SampleRate / 5;
    private const double Noise = 0.0005;

    /// <summary>What the microphone hears of the loudspeaker; as long as what is played.</summary>
    public float[] Echo(ReadOnlySpan<float> played)
    {
        var sound = new float[played.Length];
        for (var i = 0; i < sound.Length; i++)
        {
            sound[i] = Distortion > 0 ? (float)(Math.Tanh(Distortion * played[i]) / Distortion) : played[i];
        }

        var late = (int)(Delay * SampleRate);
        var wet = Convolve(sound, Response());
        var echo = new float[played.Length];
        wet.AsSpan(0, Math.Max(0, echo.Length - late)).CopyTo(echo.AsSpan(Math.Min(late, echo.Length)));
        return echo;
    }

    /// <summary>The microphone's own noise.</summary>
    public float[] Hiss(int count)
    {
        var random = new Random(Seed + 1);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(Noise * Gaussian(random)))];
    }

    private float[] Response()
    {
        var random = new Random(Seed);
        var response = new double[Taps];
        for (var i = 20; i < Taps; i++)
        {
            response[i] = Gaussian(random) * Math.Exp(-i / (Decay * SampleRate));
        }

        response[20] = 4;
        var norm = Gain / Math.Sqrt(response.Sum(r => r * r));
        return [.. response.Select(r => (float)(r * norm))];
    }

    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>By blocks of a transform (overlap-add), the inverse by two forward transforms.</summary>
    public static float[] Convolve(float[] sound, float[] response)
    {
        const int Length = 16384;
        var block = Length - response.Length;
        var fourier = new Fourier(Length);
        var (h, x) = (new Complex[fourier.BinCount], new Complex[fourier.BinCount]);
        fourier.Transform(Padded(response, 0, response.Length), h);
        var result = new float[sound.Length];
        for (var at = 0; at < sound.Length; at += block)
        {
            fourier.Transform(Padded(sound, at, Math.Min(block, sound.Length - at)), x);
            var (even, odd) = (new double[Length], new double[Length]);
            for (var k = 0; k < fourier.BinCount; k++)
            {
                var y = x[k] * h[k];
                even[k] = y.Real;
                odd[k] = y.Imaginary;
                if (k > 0 && k < Length / 2)
                {
                    even[Length - k] = y.Real;
                    odd[Length - k] = -y.Imaginary;
                }
            }

            var (a, b) = (new Complex[fourier.BinCount], new Complex[fourier.BinCount]);
            fourier.Transform(even, a);
            fourier.Transform(odd, b);
            for (var n = 0; n < Length && at + n < result.Length; n++)
            {
                // Beyond the middle the two transforms are those of the mirrored place, one of them with its sign changed.
                var value = n <= Length / 2 ? a[n].Real + b[n].Imaginary : a[Length - n].Real - b[Length - n].Imaginary;
                result[at + n] += (float)(value / Length);
            }
        }

        return result;
    }

    private static double[] Padded(float[] sound, int at, int count)
    {
        var padded = new double[16384];
        for (var i = 0; i < count; i++)
        {
            padded[i] = sound[at + i];
        }

        return padded;
    }
}
