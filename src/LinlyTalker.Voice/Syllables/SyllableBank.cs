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

    private readonly string folder;
    private readonly string speaker;
    private readonly ConcurrentDictionary<string, RecordedSyllable?> cache = new(StringComparer.Ordinal);

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

    /// <summary>The recording, or the nearest tone of it; null when the speaker has none.</summary>
    public RecordedSyllable? Find(Syllable syllable)
    {
        if (Bopomofo.Spell(syllable.Pinyin) is not { } letters)
        {
            return null;
        }

        // A missing neutral tone is best replaced by a first, any other by the fourth.
        string[] endings = syllable.Tone switch
        {
            1 => ["", "4", "2", "3"],
            0 or 5 => ["1", "", "4", "2", "3"],
            var t => [$"{t}", "", "4", "2", "3"],
        };
        foreach (var ending in endings)
        {
            if (cache.GetOrAdd(letters + ending, Load) is { } found)
            {
                return found;
            }
        }

        return null;
    }

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
