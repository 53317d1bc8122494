using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Inference;

namespace LinlyTalker.Face.Landmarks;

/// <summary>Opens the net of a model folder and makes sure that it is of the expected kind before it runs.</summary>
internal static class FaceNet
{
    /// <exception cref="ModelFormatException">The net takes or gives something else.</exception>
    public static InferenceSession Open(ModelFolder folder, long[] input, params long[][] outputs)
    {
        var session = InferenceSession.Open(folder.OnlyFile(".onnx"));
        if (session.Inputs.Count == 1
            && session.Inputs[0].Shape.SequenceEqual(input)
            && outputs.All(shape => session.Outputs.Count(output => output.Shape.SequenceEqual(shape)) == 1))
        {
            return session;
        }

        var found = $"{string.Join("; ", session.Inputs)} -> {string.Join("; ", session.Outputs)}";
        session.Dispose();
        throw new ModelFormatException(
            $"The model '{folder.Name}' is not the net that is expected here; it has {found}. Fetch it again with: linly models pull {folder.Name}");
    }

    /// <summary>The output of one shape (1, …).</summary>
    public static Span<float> Output(InferenceResult result, params ReadOnlySpan<long> shape)
    {
        foreach (var name in result.Names)
        {
            if (Rest(result[name].Shape).SequenceEqual(shape))
            {
                return result[name].Span<float>();
            }
        }

        throw new ModelFormatException($"The net has no output (1, {string.Join(", ", shape.ToArray())}).");

        static ReadOnlySpan<long> Rest(IReadOnlyList<long> whole) => whole.Skip(1).ToArray();
    }
}
