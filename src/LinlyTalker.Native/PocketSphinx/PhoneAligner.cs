using System.Runtime.InteropServices;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Native.PocketSphinx;

/// <summary>One phone of an aligned text.</summary>
/// <param name="Phone">ARPAbet.</param>
/// <param name="FirstFrame">Frames are 10 ms, counted from the sound's first sample.</param>
/// <param name="EndFrame">Exclusive.</param>
/// <param name="Score">
/// How much worse the phone fits its frames than the best phone of each frame would, summed, as a natural logarithm: 0
/// or below.
/// </param>
public readonly record struct AlignedPhone(string Phone, int FirstFrame, int EndFrame, float Score);

/// <summary>
/// Finds the times of known phones by forced alignment: PocketSphinx with a grammar that has no choice but between the
/// pronunciations of each word. It needs the acoustic model only (15 MB). It holds state and belongs to one thread at a
/// time; like the recogniser it is meant for a process of its own.
/// </summary>
public sealed class PhoneAligner : IDisposable
{
    private const string Search = "text";

    private readonly ConfigurationHandle configuration;
    private readonly DecoderHandle decoder;

    private PhoneAligner(ConfigurationHandle configuration, DecoderHandle decoder)
    {
        this.configuration = configuration;
        this.decoder = decoder;
    }

    /// <param name="acousticModel">Folder with <c>mdef</c>, <c>means</c>, ….</param>
    /// <exception cref="NativeException">The library refuses it.</exception>
    public static PhoneAligner Open(string acousticModel)
    {
        using var log = new PocketSphinxLog();
        var dictionary = Path.GetTempFileName();
        ConfigurationHandle? configuration = null;
        DecoderHandle? decoder = null;
        try
        {
            File.WriteAllLines(dictionary, PhoneGrammar.Phones.Select(phone => $"{phone} {phone}"));

            // Silence is kept, or every time after a pause would be too early by its length. The beams are wide, since
            // the one path there is must not fall out of them.
            configuration = ConfigurationHandle.Parse(
                ["-hmm", acousticModel, "-dict", dictionary, "-remove_silence", "no", "-bestpath", "no", "-beam", "1e-60", "-pbeam", "1e-60", "-wbeam", "1e-40"]);
            if (configuration.IsInvalid)
            {
                throw log.Failure("The aligner refuses its settings");
            }

            decoder = DecoderHandle.Create(configuration);
            return decoder.IsInvalid
                ? throw log.Failure($"The acoustic model {acousticModel} cannot be loaded")
                : new PhoneAligner(configuration, decoder);
        }
        catch
        {
            decoder?.Dispose();
            configuration?.Dispose();
            throw;
        }
        finally
        {
            File.Delete(dictionary);
        }
    }

    /// <param name="samples">16 kHz, 16 bit, mono; all of the sound.</param>
    /// <param name="words">For each word its pronunciations in ARPAbet.</param>
    /// <param name="mayEndEarly">The sound may end behind any word.</param>
    /// <returns>The phones in order, silence left out; empty where the sound does not hold the words to its end.</returns>
    /// <exception cref="InputException">A word has no pronunciation, or one of other signs than phones.</exception>
    /// <exception cref="NativeException">The library failed.</exception>
    public unsafe IReadOnlyList<AlignedPhone> Align(ReadOnlySpan<short> samples, IReadOnlyList<IReadOnlyList<string>> words, bool mayEndEarly = false)
    {
        Use(PhoneGrammar.Write(words, mayEndEarly));
        Check(PocketSphinxLibrary.ps_start_utt(decoder), "ps_start_utt");
        try
        {
            fixed (short* pointer = samples)
            {
                // As one whole utterance, whose loudness is known before it is searched.
                Check(Math.Min(PocketSphinxLibrary.ps_process_raw(decoder, pointer, (nuint)samples.Length, 0, 1), 0), "ps_process_raw");
            }
        }
        finally
        {
            Check(PocketSphinxLibrary.ps_end_utt(decoder), "ps_end_utt");
        }

        // Without a text the search did not come to the grammar's end.
        return PocketSphinxLibrary.ps_get_hyp(decoder, out _) is null ? [] : Phones();
    }

    public void Dispose()
    {
        decoder.Dispose();
        configuration.Dispose();
    }

    private void Use(string grammar)
    {
        using var log = new PocketSphinxLog();
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, grammar);
            using var model = GrammarHandle.Read(file, PocketSphinxLibrary.ps_get_logmath(decoder));
            if (model.IsInvalid || PocketSphinxLibrary.ps_set_fsg(decoder, Search, model) < 0 || PocketSphinxLibrary.ps_set_search(decoder, Search) < 0)
            {
                throw log.Failure("The text's sounds make no grammar that the aligner takes");
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    private unsafe List<AlignedPhone> Phones()
    {
        var phones = new List<AlignedPhone>();
        // The search keeps its scores without their ten lowest bits.
        var perUnit = 1024 * Math.Log(PocketSphinxLibrary.logmath_exp(PocketSphinxLibrary.ps_get_logmath(decoder), 1));
        for (var segment = PocketSphinxLibrary.ps_seg_iter(decoder); segment != 0; segment = PocketSphinxLibrary.ps_seg_next(segment))
        {
            var phone = Marshal.PtrToStringUTF8((nint)PocketSphinxLibrary.ps_seg_word(segment)) ?? "";
            PocketSphinxLibrary.ps_seg_frames(segment, out var first, out var last);
            PocketSphinxLibrary.ps_seg_prob(segment, out var acoustic, out _, out _);
            if (PhoneGrammar.Phones.Contains(phone))
            {
                phones.Add(new AlignedPhone(phone, first, last + 1, (float)(acoustic * perUnit)));
            }
        }

        return phones;
    }

    private static void Check(int status, string function)
    {
        if (status < 0)
        {
            throw new NativeException($"PocketSphinx failed in {function}; the text is not aligned.");
        }
    }
}
