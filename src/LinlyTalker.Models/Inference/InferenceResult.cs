namespace LinlyTalker.Models.Inference;

/// <summary>What a run gave, by name; disposing it disposes the tensors.</summary>
public sealed class InferenceResult(IReadOnlyDictionary<string, Tensor> tensors) : IDisposable
{
    public IEnumerable<string> Names => tensors.Keys;

    public Tensor this[string name] => tensors[name];

    public void Dispose()
    {
        foreach (var tensor in tensors.Values)
        {
            tensor.Dispose();
        }
    }
}
