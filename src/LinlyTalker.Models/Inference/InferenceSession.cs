using LinlyTalker.Core.Errors;
using LinlyTalker.Native.Onnx;

namespace LinlyTalker.Models.Inference;

/// <summary>
/// A loaded ONNX model. Its weights are shared: any number of threads may run it at once. What a net remembers between
/// runs lives in the caller's tensors.
/// </summary>
public sealed class InferenceSession : IDisposable
{
    private readonly OrtSession session;

    private InferenceSession(OrtSession session)
    {
        this.session = session;
        Inputs = session.ReadInputs();
        Outputs = session.ReadOutputs();
        Metadata = session.ReadMetadata();
    }

    public IReadOnlyList<TensorInfo> Inputs { get; }

    public IReadOnlyList<TensorInfo> Outputs { get; }

    /// <summary>The model's own key-value pairs.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <exception cref="ModelMissingException">There is no such file.</exception>
    /// <exception cref="ModelFormatException">The file is not an ONNX model that the runtime can load.</exception>
    /// <exception cref="NativeLibraryMissingException">ONNX Runtime is not on this machine.</exception>
    public static InferenceSession Open(string path, SessionOptions? options = null) =>
        File.Exists(path)
            ? Open(path, ready => OrtSession.Open(Path.GetFullPath(path), ready), options)
            : throw new ModelMissingException($"There is no model at {path}. Fetch it with: linly models pull");

    /// <param name="model">The bytes of a .onnx file; they are copied.</param>
    /// <param name="name">What the model is called in errors.</param>
    /// <exception cref="ModelFormatException">The bytes are not an ONNX model that the runtime can load.</exception>
    /// <exception cref="NativeLibraryMissingException">ONNX Runtime is not on this machine.</exception>
    public static InferenceSession Open(ReadOnlyMemory<byte> model, string name, SessionOptions? options = null) =>
        Open(name, ready => OrtSession.Open(model.Span, name, ready), options);

    /// <summary>Runs once with tensors of the caller's; gives every output, or those that are named.</summary>
    /// <returns>New tensors by name; the caller disposes them.</returns>
    /// <exception cref="OperationCanceledException">The token ended the run.</exception>
    /// <exception cref="OrtException">A name, type or shape does not fit the model.</exception>
    public InferenceResult Run(
        IReadOnlyDictionary<string, Tensor> inputs,
        IReadOnlyList<string>? outputs = null,
        CancellationToken cancellationToken = default)
    {
        var names = outputs ?? [.. Outputs.Select(output => output.Name)];
        using var call = OrtCall.Prepare(
            session,
            [.. inputs.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Value))],
            [.. names.Select(name => KeyValuePair.Create(name, (OrtValue?)null))]);
        using var options = OrtRunOptions.Create();
        Stoppable.Run(call, options, cancellationToken);

        var result = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
        {
            result.Add(names[i], new Tensor(call.TakeOutput(i)));
        }

        return new InferenceResult(result);
    }

    /// <summary>Prepares a run that reads and writes these tensors every time.</summary>
    /// <exception cref="ArgumentException">The model has no input or output of such a name, type or rank.</exception>
    public BoundRun Bind(IReadOnlyDictionary<string, Tensor> inputs, IReadOnlyDictionary<string, Tensor> outputs)
    {
        Match(inputs, Inputs, "input");
        Match(outputs, Outputs, "output");
        return new BoundRun(OrtCall.Prepare(
            session,
            [.. inputs.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Value))],
            [.. outputs.Select(pair => KeyValuePair.Create(pair.Key, (OrtValue?)pair.Value.Value))]));
    }

    public void Dispose() => session.Dispose();

    private static InferenceSession Open(string name, Func<OrtSessionOptions, OrtSession> open, SessionOptions? options)
    {
        options ??= new SessionOptions();
        using var ready = OrtSessionOptions.Create()
            .IntraOpThreads(options.Threads)
            .Optimise(options.Optimise)
            .LogLevel(options.LogLevel)
            .Set("session.intra_op.allow_spinning", "0");
        if (!options.KeepMemory)
        {
            ready.WithoutArena();
        }

        OrtSession? session = null;
        try
        {
            session = open(ready);
            return new InferenceSession(session);
        }
        catch (OrtException error)
        {
            session?.Dispose();
            throw new ModelFormatException($"{name} is not a model that can be loaded. {error.Message}", error);
        }
    }

    private static void Match(IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyList<TensorInfo> infos, string kind)
    {
        foreach (var (name, tensor) in tensors)
        {
            var info = infos.FirstOrDefault(info => info.Name == name)
                ?? throw new ArgumentException($"The model has no {kind} '{name}', only {string.Join(", ", infos.Select(info => info.Name))}.");
            if (info.Type != tensor.Type || info.Shape.Count != tensor.Shape.Count)
            {
                throw new ArgumentException($"The {kind} {info} does not take a tensor of {tensor.Type} ({string.Join(", ", tensor.Shape)}).");
            }
        }
    }
}
