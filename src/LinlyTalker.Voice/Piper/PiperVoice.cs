using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Inference;
using LinlyTalker.Models.Onnx;
using LinlyTalker.Voice.Piper.Net;
using LinlyTalker.Voice.Piper.Text;

namespace LinlyTalker.Voice.Piper;

/// <summary>A voice of the store: what its files say, and its model once it has spoken.</summary>
internal sealed class PiperVoice : IDisposable
{
    private const string ModelRole = "model";
    private const string ConfigRole = "config";

    private readonly ModelFolder folder;
    private readonly PiperOptions options;
    private readonly Lock opening = new();
    private readonly HashSet<string> unknown = new(StringComparer.Ordinal);
    private IVitsNet? net;

    /// <exception cref="LinlyException">The folder holds no voice that can be spoken with.</exception>
    public PiperVoice(ModelFolder folder, PiperOptions options)
    {
        (this.folder, this.options) = (folder, options);
        Config = PiperConfigReader.Open(folder.HasRole(ConfigRole) ? folder.RolePath(ConfigRole) : folder.OnlyFile(".onnx.json"));
        Table = new(Config.Symbols, Config.Clusters);
    }

    public ModelFolder Folder => folder;

    public PiperConfig Config { get; }

    public SymbolTable Table { get; }

    /// <summary>Loads the model, once; takes most of a second.</summary>
    /// <exception cref="LinlyException">It cannot be loaded. The next call tries again.</exception>
    public IVitsNet Open()
    {
        lock (opening)
        {
            if (net is null)
            {
                net = Load();

                // The file and its parts, three times the model's size, would stay with the process for good.
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            }

            return net;
        }
    }

    /// <summary>Says once what symbols the voice has not learnt.</summary>
    public void Note(IReadOnlyList<string> symbols)
    {
        List<string> fresh;
        lock (unknown)
        {
            fresh = [.. symbols.Where(unknown.Add)];
        }

        if (fresh.Count > 0)
        {
            options.Noted?.Invoke($"The voice {folder.Name} has no sound for {string.Join(", ", fresh.Select(s => $"'{s}'"))}; it is left out.");
        }
    }

    public void Dispose() => net?.Dispose();

    private IVitsNet Load()
    {
        var path = folder.HasRole(ModelRole) ? folder.RolePath(ModelRole) : folder.OnlyFile(".onnx");
        var model = OnnxReader.Read(path);
        foreach (var input in (string[])[VitsCut.Ids, VitsCut.Lengths, VitsCut.Scales])
        {
            if (!model.Graph.Inputs.Exists(i => i.Name == input) || model.Graph.Outputs.Count == 0)
            {
                throw new ModelFormatException($"{path} is no Piper voice: its graph has no input '{input}'.");
            }
        }

        // What the runtime would print comes as an exception too.
        var session = new SessionOptions { Threads = options.Threads, LogLevel = 4 };
        if (StreamingNet.TryOpen(model, path, session, out var reason) is { } streaming)
        {
            return streaming;
        }

        options.Noted?.Invoke($"The voice {folder.Name} is said sentence by sentence and not as it is made: {reason?.TrimEnd('.')}.");
        return new WholeNet(model, path, session);
    }
}
