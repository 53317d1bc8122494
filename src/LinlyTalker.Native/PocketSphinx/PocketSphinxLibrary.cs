using System.Runtime.InteropServices;

namespace LinlyTalker.Native.PocketSphinx;

/// <summary>
/// The functions of libpocketsphinx 0.8+5prealpha and of the libsphinxbase below it, under their own names.
/// </summary>
internal static unsafe partial class PocketSphinxLibrary
{
    private const string Decoder = "pocketsphinx";
    private const string Ground = "sphinxbase";

    [LibraryImport(Decoder)]
    internal static partial nint ps_args();

    [LibraryImport(Decoder)]
    internal static partial nint ps_init(ConfigurationHandle configuration);

    [LibraryImport(Decoder)]
    internal static partial int ps_free(nint decoder);

    [LibraryImport(Decoder)]
    internal static partial int ps_start_stream(DecoderHandle decoder);

    [LibraryImport(Decoder)]
    internal static partial int ps_start_utt(DecoderHandle decoder);

    [LibraryImport(Decoder)]
    internal static partial int ps_process_raw(
        DecoderHandle decoder, short* samples, nuint count, int noSearch, int fullUtterance);

    [LibraryImport(Decoder)]
    internal static partial int ps_end_utt(DecoderHandle decoder);

    [LibraryImport(Decoder)]
    internal static partial byte* ps_get_hyp(DecoderHandle decoder, out int score);

    [LibraryImport(Decoder)]
    internal static partial nint ps_seg_iter(DecoderHandle decoder);

    /// <summary>Frees the iterator when it gives 0.</summary>
    [LibraryImport(Decoder)]
    internal static partial nint ps_seg_next(nint segment);

    [LibraryImport(Decoder)]
    internal static partial byte* ps_seg_word(nint segment);

    [LibraryImport(Decoder)]
    internal static partial void ps_seg_frames(nint segment, out int first, out int last);

    [LibraryImport(Decoder)]
    internal static partial int ps_seg_prob(nint segment, out int acoustic, out int language, out int backoff);

    [LibraryImport(Decoder)]
    internal static partial nint ps_get_logmath(DecoderHandle decoder);

    [LibraryImport(Decoder, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int ps_add_word(DecoderHandle decoder, string word, string phones, int update);

    /// <summary>The word's phones in memory of the C library's heap, or null.</summary>
    [LibraryImport(Decoder, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial byte* ps_lookup_word(DecoderHandle decoder, string word);

    /// <summary>The decoder keeps its own reference to the model.</summary>
    [LibraryImport(Decoder, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int ps_set_lm(DecoderHandle decoder, string name, LanguageModelHandle model);

    /// <summary>Takes a grammar under a name, in place of an older one; the decoder keeps its own reference.</summary>
    [LibraryImport(Decoder, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int ps_set_fsg(DecoderHandle decoder, string name, GrammarHandle grammar);

    [LibraryImport(Decoder, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int ps_set_search(DecoderHandle decoder, string name);

    [LibraryImport(Decoder, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int ps_unset_search(DecoderHandle decoder, string name);

    [LibraryImport(Ground)]
    internal static partial nint cmd_ln_parse_r(nint previous, nint definitions, int count, byte** arguments, int strict);

    [LibraryImport(Ground)]
    internal static partial int cmd_ln_free_r(nint configuration);

    /// <summary>For the whole process; closes the file that was set before.</summary>
    [LibraryImport(Ground, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int err_set_logfile(string path);

    [LibraryImport(Ground)]
    internal static partial double logmath_exp(nint logMath, int probability);

    [LibraryImport(Ground, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint ngram_model_read(ConfigurationHandle configuration, string file, int type, nint logMath);

    /// <summary>The set keeps its own reference to each model.</summary>
    [LibraryImport(Ground)]
    internal static partial nint ngram_model_set_init(
        ConfigurationHandle configuration, nint* models, byte** names, float* weights, int count);

    [LibraryImport(Ground)]
    internal static partial int ngram_model_free(nint model);

    [LibraryImport(Ground, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint fsg_model_readfile(string file, nint logMath, float languageWeight);

    [LibraryImport(Ground)]
    internal static partial int fsg_model_free(nint grammar);
}
