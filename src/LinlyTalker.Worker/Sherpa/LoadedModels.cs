using System.Text.Json;
using LinlyTalker.Core.Errors;
using LinlyTalker.Native.Sherpa;

namespace LinlyTalker.Worker.Sherpa;

/// <summary>
/// The models of this process: each is loaded at the first request for it and kept until the process ends, which
/// its client decides.
/// </summary>
internal sealed class LoadedModels : IDisposable
{
    /// <summary>A client has one model, or a few that belong together.</summary>
    private const int Most = 8;

    private readonly Dictionary<string, IDisposable> models = new(StringComparer.Ordinal);

    /// <summary>Held while a model is loaded or runs: they take a core each.</summary>
    public Lock Gate { get; } = new();

    /// <exception cref="InputException">The model's family does something else.</exception>
    public T Get<T>(SherpaModel model)
        where T : class, IDisposable
    {
        lock (Gate)
        {
            // One Whisper hears all its languages.
            var same = model.Family == "whisper" ? model with { Language = "" } : model;
            var key = JsonSerializer.Serialize(same, SherpaJson.Default.SherpaModel);
            if (!models.TryGetValue(key, out var loaded))
            {
                if (models.Count == Most)
                {
                    throw new InputException($"This worker has {Most} models loaded; start another for more.");
                }

                loaded = Load(model);
                models.Add(key, loaded);
            }

            return loaded as T
                ?? throw new InputException($"A {model.Family} model is a {loaded.GetType().Name}, not a {typeof(T).Name}.");
        }
    }

    public void Dispose()
    {
        lock (Gate)
        {
            foreach (var model in models.Values)
            {
                model.Dispose();
            }

            models.Clear();
        }
    }

    private static IDisposable Load(SherpaModel model)
    {
        if (!SherpaFamilies.Tasks.TryGetValue(model.Family, out var task))
        {
            throw new InputException(
                $"sherpa-onnx is not asked for the family '{model.Family}'; known are {string.Join(", ", SherpaFamilies.Tasks.Keys)}.");
        }

        return task switch
        {
            SherpaTask.Recognise => OfflineRecogniser.Open(model),
            SherpaTask.Follow => OnlineRecogniser.Open(model),
            SherpaTask.Speak => SherpaVoice.Open(model),
            SherpaTask.Denoise => DenoiseNet.Open(model),
            SherpaTask.Embed => SpeakerNet.Open(model),
            SherpaTask.Diarise => DiarisationNet.Open(model),
            SherpaTask.Punctuate => PunctuationNet.Open(model),
            _ => SherpaKeywordSpotter.Open(model),
        };
    }
}
