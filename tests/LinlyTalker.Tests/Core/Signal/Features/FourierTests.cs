using System.Numerics;
using LinlyTalker.Core.Signal.Features;

namespace LinlyTalker.Tests.Core.Signal.Features;

public class FourierTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(34)]
    [InlineData(400)]
    [InlineData(512)]
    [InlineData(800)]
    public void It_equals_the_transform_written_out(int length)
    {
        var signal = TestSound.Noise(length).Select(s => (double)s).ToArray();
        var fourier = new Fourier(length);
        var spectrum = new Complex[fourier.BinCount];
        fourier.Transform(signal, spectrum);
        for (var k = 0; k < spectrum.Length; k++)
        {
            var sum = Complex.Zero;
            for (var i = 0; i < length; i++)
            {
                sum += signal[i] * Complex.FromPolarCoordinates(1, -2 * Math.PI * ((long)i * k % length) / length);
            }

            Assert.True(Complex.Abs(sum - spectrum[k]) < 1e-10, $"bin {k}");
        }
    }
}
