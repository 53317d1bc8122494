using System.Runtime.InteropServices;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Native.PocketSphinx;

/// <summary>One word of a decoded stretch.</summary>
/// <param name="Text">As the dictionary spells it, without the number of a variant.</param>
/// <param name="FirstFrame">Frames are 10 ms, counted from <see cref="PocketSphinxDecoder.Start"/>.</param>
/// <param name="EndFrame">Exclusive.</param>
/// <param name="Confidence">Posterior probability in the word lattice, 0 to 1.</param>
public readonly record struct DecodedWord(string Text, int FirstFrame, int EndFrame, float Confidence);

/// <summary>
/// A PocketSphinx decoder: 16 kHz sound in, words out. It holds state and belongs to one thread at a time.
/// The library may end the process by an assertion, so it is meant for a process of its own.
/// </summary>
public sealed class PocketSphinxDecoder : IDisposable
{
    public const int SampleRate = 16000;

    /// <summary>10 ms in samples: how far apart the frames are that words are counted in.</summary>
    public const int SamplesPerFrame = 160;

    private const string Search = "words";

    private readonly ConfigurationHandle configuration;
    private readonly DecoderHandle decoder;
    private readonly LanguageModelHandle generalModel;

    private PocketSphinxDecoder(
        ConfigurationHandle configuration, DecoderHandle decoder, LanguageModelHandle generalModel)
    {
        this.configuration = configuration;
        this.decoder = decoder;
        this.generalModel = generalModel;
    }

    /// <summary>Loads a model (about half a second and 100 MB for the English one); then choose what it hears by.</summary>
    /// <param name="acousticModel">Folder with <c>mdef</c>, <c>means</c>, ….</param>
    /// <param name="dictionary">Words and their ARPAbet, one a line.</param>
    /// <param name="languageModel">ARPA or binary n-grams.</param>
    /// <exception cref="NativeException">The library refuses one of them.</exception>
    public static PocketSphinxDecoder Open(string acousticModel, string dictionary, string languageModel)
    {
        using var log = new PocketSphinxLog();
        // Silence is kept, or every time after a pause would be too early by its length.
        var configuration = ConfigurationHandle.Parse(
            ["-hmm", acousticModel, "-dict", dictionary, "-remove_silence", "no"]);
        if (configuration.IsInvalid)
        {
            throw log.Failure("The recogniser refuses its settings");
        }

        var decoder = DecoderHandle.Create(configuration);
        if (decoder.IsInvalid)
        {
            configuration.Dispose();
            throw log.Failure($"The acoustic model {acousticModel} with the dictionary {dictionary} cannot be loaded");
        }

        LanguageModelHandle? model = null;
        try
        {
            model = ReadLanguageModel(log, configuration, decoder, languageModel);
            Check(log, PocketSphinxLibrary.ps_start_stream(decoder), "The recogniser cannot start");
            return new PocketSphinxDecoder(configuration, decoder, model);
        }
        catch
        {
            model?.Dispose();
            decoder.Dispose();
            configuration.Dispose();
            throw;
        }
    }

    /// <summary>From now on hears by the general language model alone. Not within an utterance.</summary>
    public void UseGeneral()
    {
        using var log = new PocketSphinxLog();
        Use(log, generalModel, "The general language model");
    }

    /// <summary>
    /// From now on hears by the general language model interpolated with a domain's. Not within an utterance.
    /// </summary>
    /// <param name="domainModel">ARPA file.</param>
    /// <param name="domainWeight">0 to 1; the general model weighs the rest.</param>
    /// <param name="words">Pronunciations of words that the dictionary lacks; a word may stand several times.</param>
    /// <exception cref="NativeException">The library refuses the file or a pronunciation.</exception>
    public unsafe void UseDomain(
        string domainModel, float domainWeight, IReadOnlyList<(string Word, string Phones)> words)
    {
        using var log = new PocketSphinxLog();
        // Without it the library would add the words to the general model as well, and crash over it.
        _ = PocketSphinxLibrary.ps_unset_search(decoder, Search);
        AddWords(log, words);
        using var domain = ReadLanguageModel(log, configuration, decoder, domainModel);
        var models = stackalloc nint[] { generalModel.DangerousGetHandle(), domain.DangerousGetHandle() };
        var weights = stackalloc float[] { 1 - domainWeight, domainWeight };
        fixed (byte* generalName = "general\0"u8, domainName = "domain\0"u8)
        {
            var names = stackalloc byte*[] { generalName, domainName };
            using var mixed = LanguageModelHandle.Own(
                PocketSphinxLibrary.ngram_model_set_init(configuration, models, names, weights, 2));
            if (mixed.IsInvalid)
            {
                throw log.Failure($"The language model {domainModel} cannot be mixed with the general one");
            }

            Use(log, mixed, $"The language model {domainModel}");
        }
    }

    /// <summary>Begins an utterance.</summary>
    public void Start() => Check(PocketSphinxLibrary.ps_start_utt(decoder), "ps_start_utt");

    /// <param name="samples">16 kHz, 16 bit, mono.</param>
    public unsafe void Process(ReadOnlySpan<short> samples)
    {
        fixed (short* pointer = samples)
        {
            var searched = PocketSphinxLibrary.ps_process_raw(decoder, pointer, (nuint)samples.Length, 0, 0);
            Check(Math.Min(searched, 0), "ps_process_raw");
        }
    }

    /// <summary>Ends the utterance and searches it once more, by which words may still change.</summary>
    public void End() => Check(PocketSphinxLibrary.ps_end_utt(decoder), "ps_end_utt");

    /// <summary>The words so far, or all of them after <see cref="End"/>; without silence and noises.</summary>
    public unsafe string Text()
    {
        var text = PocketSphinxLibrary.ps_get_hyp(decoder, out _);
        return text is null ? "" : Marshal.PtrToStringUTF8((nint)text) ?? "";
    }

    /// <summary>The words with their times; confidences are sure only after <see cref="End"/>.</summary>
    public unsafe IReadOnlyList<DecodedWord> Words()
    {
        var words = new List<DecodedWord>();
        int? origin = null; // The library counts on from utterance to utterance; the first segment is the beginning.
        var logMath = PocketSphinxLibrary.ps_get_logmath(decoder);
        for (var segment = PocketSphinxLibrary.ps_seg_iter(decoder);
             segment != 0;
             segment = PocketSphinxLibrary.ps_seg_next(segment))
        {
            PocketSphinxLibrary.ps_seg_frames(segment, out var first, out var last);
            origin ??= first;
            var text = Marshal.PtrToStringUTF8((nint)PocketSphinxLibrary.ps_seg_word(segment)) ?? "";
            if (text.Length == 0 || text[0] is '<' or '[' or '+')
            {
                continue; // <s>, <sil>, [NOISE], ++BREATH++
            }

            var probability = PocketSphinxLibrary.ps_seg_prob(segment, out _, out _, out _);
            var confidence = (float)Math.Clamp(PocketSphinxLibrary.logmath_exp(logMath, probability), 0, 1);
            words.Add(new DecodedWord(WithoutVariant(text), first - origin.Value, last + 1 - origin.Value, confidence));
        }

        return words;
    }

    public void Dispose()
    {
        generalModel.Dispose();
        decoder.Dispose();
        configuration.Dispose();
    }

    private static string WithoutVariant(string word) =>
        word[^1] == ')' && word.LastIndexOf('(') is > 0 and var bracket ? word[..bracket] : word;

    private void Use(PocketSphinxLog log, LanguageModelHandle model, string what)
    {
        Check(log, PocketSphinxLibrary.ps_set_lm(decoder, Search, model), $"{what} cannot be used");
        Check(log, PocketSphinxLibrary.ps_set_search(decoder, Search), $"{what} cannot be used");
    }

    private void AddWords(PocketSphinxLog log, IReadOnlyList<(string Word, string Phones)> words)
    {
        var variants = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (word, phones) in words)
        {
            if (string.IsNullOrWhiteSpace(word) || string.IsNullOrWhiteSpace(phones))
            {
                // The library would crash over it.
                throw new NativeException($"The word '{word}' with the sounds '{phones}' cannot be added: one of them is empty.");
            }

            var variant = variants[word] = variants.GetValueOrDefault(word) + 1;
            var name = variant == 1 ? word : $"{word}({variant})";
            if (PocketSphinxLibrary.ps_add_word(decoder, name, phones, update: 0) < 0 && !Known(name))
            {
                throw log.Failure($"The word '{word}' cannot be added with the sounds '{phones}'");
            }
        }
    }

    /// <summary>A word of an earlier domain is still in the dictionary, and cannot be added twice.</summary>
    private unsafe bool Known(string word)
    {
        var phones = PocketSphinxLibrary.ps_lookup_word(decoder, word);
        NativeMemory.Free(phones);
        return phones is not null;
    }

    private static LanguageModelHandle ReadLanguageModel(
        PocketSphinxLog log, ConfigurationHandle configuration, DecoderHandle decoder, string file)
    {
        var model = LanguageModelHandle.Own(PocketSphinxLibrary.ngram_model_read(
            configuration, file, type: 0, PocketSphinxLibrary.ps_get_logmath(decoder)));
        return model.IsInvalid ? throw log.Failure($"The language model {file} cannot be read") : model;
    }

    private static void Check(PocketSphinxLog log, int status, string what)
    {
        if (status < 0)
        {
            throw log.Failure(what);
        }
    }

    private static void Check(int status, string function)
    {
        if (status < 0)
        {
            throw new NativeException($"PocketSphinx failed in {function}; the utterance is lost.");
        }
    }
}
