using System.Runtime.InteropServices;
using System.Text;
using LinlyTalker.Core.Errors;
using LinlyTalker.Native.Loading;

namespace LinlyTalker.Native.Flite;

/// <summary>
/// One voice of flite. Synthesis runs on the caller's thread, about 80 times faster than speech; a voice may be used
/// from several threads at once. The statistical voices (slt, rms, awb) draw noise: no two runs give equal samples.
/// Voices are never unloaded.
/// </summary>
public sealed class FliteVoice
{
    public const int MaxWords = 200;
    public const int MaxWordLetters = 40;

    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, FliteVoice> Loaded = [];
    private readonly nint voice;

    private FliteVoice(string name, nint voice) => (Name, this.voice) = (name, voice);

    /// <summary>Such as <c>cmu_us_slt</c>.</summary>
    public string Name { get; }

    /// <exception cref="NativeLibraryMissingException">flite or the voice is not installed.</exception>
    public static unsafe FliteVoice Load(string name)
    {
        lock (Gate)
        {
            if (Loaded.TryGetValue(name, out var known))
            {
                return known;
            }

            if (FliteFunctions.flite_init() != 0)
            {
                throw new NativeException("flite did not start (flite_init).");
            }

            var library = NativeLibraries.Load($"flite_{name}");
            var register = (delegate* unmanaged[Cdecl]<nint, nint>)NativeLibrary.GetExport(library, $"register_{name}");
            var handle = register(0);
            if (handle == 0)
            {
                throw new NativeException($"flite did not register its voice {name}.");
            }

            return Loaded[name] = new(name, handle);
        }
    }

    /// <param name="words">At most <see cref="MaxWords"/>; none gives a short silence.</param>
    /// <param name="stretch">Of all durations: 2 is half as fast.</param>
    /// <exception cref="ArgumentException">A word holds what flite cannot be trusted with.</exception>
    /// <exception cref="NativeException">The synthesis failed.</exception>
    public FliteSpeech Say(IReadOnlyList<FliteWord> words, float stretch = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stretch, 0.25f);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(stretch, 4);
        var text = Join(words);
        using var utterance = FliteUtterance.Create();
        FliteFunctions.utt_set_input_text(utterance, text);
        FliteFunctions.utt_init(utterance, voice);
        utterance.Stretch(stretch);
        if (FliteFunctions.utt_synth(utterance) == 0)
        {
            throw new NativeException($"flite failed to speak {words.Count} words with its voice {Name} (utt_synth).");
        }

        return new(Samples(utterance, out var rate), rate, Phones(utterance));
    }

    /// <summary>
    /// Flite overwrites its heap on long runs of punctuation, and reads digits and signs its own way, so it gets
    /// words and single marks only.
    /// </summary>
    private static string Join(IReadOnlyList<FliteWord> words)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(words.Count, MaxWords);
        var text = new StringBuilder();
        foreach (var (word, mark) in words)
        {
            if (word.Length is 0 or > MaxWordLetters || word.Any(c => c is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '\'')))
            {
                throw new ArgumentException($"flite takes words of 1 to {MaxWordLetters} letters a to z; it got '{word}'.");
            }

            text.Append(text.Length > 0 ? " " : "").Append(word);
            if (mark != '\0')
            {
                text.Append(",.?!;:".Contains(mark) ? mark : throw new ArgumentException($"flite knows no mark '{mark}'."));
            }
        }

        return text.ToString();
    }

    private static unsafe float[] Samples(FliteUtterance utterance, out int rate)
    {
        var wave = FliteFunctions.utt_wave(utterance);
        if (wave is null || wave->Channels != 1)
        {
            throw new NativeException("flite gave no mono wave (utt_wave).");
        }

        rate = wave->SampleRate;
        var samples = new float[wave->SampleCount];
        var pcm = (short*)wave->Samples;
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = pcm[i] / 32768f;
        }

        return samples;
    }

    private static List<FlitePhone> Phones(FliteUtterance utterance)
    {
        var words = new Dictionary<nint, int>();
        foreach (var token in Items(utterance, "Token"))
        {
            words[token] = words.Count;
        }

        var phones = new List<FlitePhone>();
        foreach (var segment in Items(utterance, "Segment"))
        {
            var token = FliteFunctions.flite_path_to_item(segment, "R:SylStructure.parent.parent.R:Token.parent");
            phones.Add(new(
                Text(FliteFunctions.item_feat_string(segment, "name")),
                FliteFunctions.item_feat_float(segment, "end"),
                Text(FliteFunctions.flite_ffeature_string(segment, "R:SylStructure.parent.stress")) == "1" ? 1 : 0,
                words.GetValueOrDefault(token, -1)));
        }

        return phones;
    }

    private static List<nint> Items(FliteUtterance utterance, string relation)
    {
        var items = new List<nint>();
        if (FliteFunctions.utt_relation_present(utterance, relation) != 0)
        {
            var head = FliteFunctions.relation_head(FliteFunctions.utt_relation(utterance, relation));
            for (var item = head; item != 0; item = FliteFunctions.item_next(item))
            {
                items.Add(item);
            }
        }

        return items;
    }

    private static string Text(nint text) => Marshal.PtrToStringUTF8(text) ?? "";
}
