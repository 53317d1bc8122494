using LinlyTalker.Models.Inference;
using LinlyTalker.Models.Onnx;
using LinlyTalker.Models.Tfjs;

namespace LinlyTalker.SystemTests.Models.Tfjs;

public class TfjsConverterTests
{
    /// <summary>Largest difference from TensorFlow.js, in the unit of the output (pixels, logits, probabilities, levels of 255).</summary>
    [Theory]
    [InlineData("blazeface", 2e-3)]
    [InlineData("facemesh", 5e-4)]
    [InlineData("iris", 1e-4)]
    [InlineData("emotion", 2e-6)]
    [InlineData("faceres", 2e-5)]
    [InlineData("antispoof", 2e-6)]
    [InlineData("liveness", 2e-6)]
    [InlineData("esrgan-slim-x2", 1e-3)]
    [InlineData("esrgan-slim-x3", 1e-3)]
    [InlineData("esrgan-slim-x4", 1e-3)]
    [InlineData("esrgan-slim-x8", 1e-3)]
    public void A_converted_model_computes_what_TensorFlow_js_computes(string model, double tolerance)
    {
        var golden = TfjsGolden.Read(model);
        var converted = TfjsConverter.Convert(Repository.Npm(golden.File));
        using var session = InferenceSession.Open(OnnxWriter.ToBytes(converted), model);
        using var input = Tensor.Of<float>(golden.Picture(), 1, golden.Shape[0], golden.Shape[1], golden.Shape[2]);
        var inputs = new Dictionary<string, Tensor> { [Assert.Single(session.Inputs).Name] = input };

        using var result = session.Run(inputs, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(golden.Outputs.Keys.Order(StringComparer.Ordinal), result.Names.Order(StringComparer.Ordinal));
        foreach (var (name, expected) in golden.Outputs)
        {
            var actual = result[name].Span<float>();
            Assert.Equal(Array.ConvertAll(expected.Shape, side => (long)side), result[name].Shape);
            var worst = 0.0;
            for (var i = 0; i < expected.Samples.Length; i++)
            {
                worst = Math.Max(worst, Math.Abs(actual[i * expected.Step] - expected.Samples[i]));
            }

            TestContext.Current.TestOutputHelper?.WriteLine($"{model} {name}: largest difference {worst:g2}");
            Assert.True(worst <= tolerance, $"{name} differs by {worst}");

            var (mean, meanSquare) = (0.0, 0.0);
            foreach (var value in actual)
            {
                mean += value / actual.Length;
                meanSquare += (double)value * value / actual.Length;
            }

            Assert.Equal(expected.Mean, mean, tolerance);
            Assert.Equal(expected.MeanSquare, meanSquare, tolerance + (1e-5 * expected.MeanSquare));
        }
    }
}
