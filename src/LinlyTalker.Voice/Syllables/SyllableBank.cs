using System.Collections.Concurrent;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Signal;
using LinlyTalker.Language.Chinese.Speech;
using LinlyTalker.Native.Vorbis;

namespace LinlyTalker.Voice.Syllables;

/// <summary>
/// Recorded Mandarin syllables, one file each, in folders named by bopomofo and tone (<c>ㄅㄚ4/5.ogg</c>; no digit for
/// the first tone, 1 for the neutral one). Decoded on first use and kept. Safe from many threads.
/// </summary>
public sealed class SyllableBank
{
    /// <summary>Half of the recordings' rate: they hold nothing above 10 kHz that is missed.</summary>
    public const int SampleRate = 22050;

    /// <summary>What is quieter than this share of the peak's energy is cut off; higher loses fricatives.</summary>
    private const float TrimEnergy = 1e-5f;
    private const float Level = 0.1f;

    private static readonly string[] Nearest = ["", "4", "2", "3"];

    private readonly string folder;
    private readonly string speaker;
    private readonly ConcurrentDictionary<string, RecordedSyllable?> recordings = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, RecordedSyllable?> composed = new(StringComparer.Ordinal);

    /// <param name="folder">The folder of the syllables' folders.</param>
    /// <param name="speaker">The name of a speaker's file in each.</param>
    /// <exception cref="ModelMissingException">There are no syllables.</exception>
    public SyllableBank(string folder, string speaker = "5.ogg")
    {
        this.folder = folder;
        this.speaker = speaker;
        if (!File.Exists(Path.Combine(folder, "ㄇㄚ", speaker)))
        {
            throw new ModelMissingException(
                $"{folder} holds no recorded syllables; fetch them with: linly models pull gcin-syllables");
        }
    }

    /// <summary>The recording, or the nearest to it that can be made; null when there is nothing near.</summary>
    public RecordedSyllable? Find(Syllable syllable)
    {
        if (Bopomofo.Spell(syllable.Pinyin) is not { } letters)
        {
            return null;
        }

        // The exact recording; else one made of two others; else the nearest tone: a first for a neutral one.
        var tone = syllable.Tone switch { 1 => "", 0 => "1", var t => $"{t}" };
        return Recording(letters + tone)
            ?? (syllable.Tone == 0 ? null : composed.GetOrAdd(letters + tone, _ => SyllableComposer.Compose(letters, tone, Recording)))
            ?? Nearest.Select(t => Recording(letters + t) ?? composed.GetOrAdd(letters + t, _ => SyllableComposer.Compose(letters, t, Recording)))
                .FirstOrDefault(r => r is not null);
    }

    private RecordedSyllable? Recording(string name) => recordings.GetOrAdd(name, Load);

    private RecordedSyllable? Load(string name)
    {
        var path = Path.Combine(folder, name, speaker);
        if (!File.Exists(path))
        {
            return null;
        }

        var (samples, rate) = VorbisFile.Decode(path);
        return RecordedSyllable.Trim(Resampler.Resample(samples, rate, SampleRate), TrimEnergy, Level);
    }
}
