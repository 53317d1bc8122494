using System.Globalization;
using System.Text;
using LinlyTalker.Models.Onnx;

namespace LinlyTalker.SystemTests.Sherpa;

/// <summary>
/// Recognisers of a few kilobytes in the layouts of the real ones: inputs, outputs, metadata. They hear which fifth of
/// the spectrum is loudest, so that what they say of a tone is known.
/// </summary>
internal static class TinyRecognisers
{
    /// <summary>Fbank features of one 10 ms frame.</summary>
    public const int Mels = 80;

    internal const int Bands = 5;

    /// <summary>A list of symbols, as k2-fsa writes it.</summary>
    public static byte[] Symbols(params IEnumerable<string> symbols) =>
        Encoding.UTF8.GetBytes(string.Concat(symbols.Index().Select(s => $"{s.Item} {s.Index.ToString(CultureInfo.InvariantCulture)}\n")));

    /// <summary>x (N, T, 80), x_lens (N) → log_probs (N, T, 6), log_probs_lens (N); blank is 0, band i is i + 1.</summary>
    public static byte[] ZipformerCtc()
    {
        var graph = new GraphBuilder();
        graph.Node("LogSoftmax", "log_probs", [Listen(graph, "x", Bands + 1, 1, Mels)], ("axis", -1L));
        graph.Node("Identity", "log_probs_lens", ["x_lens"]);
        var model = graph.ToModel(
            [OnnxValueInfo.Float32("x", "N", "T", Mels), OnnxValueInfo.Int64("x_lens", "N")],
            [OnnxValueInfo.Float32("log_probs", "N", "T", Bands + 1), OnnxValueInfo.Int64("log_probs_lens", "N")]);
        return Bytes(model, ("model_type", "zipformer2_ctc"), ("version", "1"), ("model_author", "linly"));
    }

    /// <summary>
    /// Features of 7 stacked frames every 6 → logits (N, T + 4, V) whose first four are the tags of language, emotion,
    /// event and inverse normalisation: rows <paramref name="tags"/>.
    /// </summary>
    public static byte[] SenseVoice(int vocabulary, params long[] tags)
    {
        var graph = new GraphBuilder();
        var heard = Listen(graph, "x", vocabulary, 1, Mels * 7);
        var first = new float[tags.Length * vocabulary];
        for (var i = 0; i < tags.Length; i++)
        {
            first[(i * vocabulary) + tags[i]] = 100;
        }

        graph.Constant<float>("tags", first, 1, tags.Length, vocabulary);
        graph.Node("Concat", "logits", ["tags", heard], ("axis", 1L));
        var model = graph.ToModel(
            [
                OnnxValueInfo.Float32("x", 1, "T", Mels * 7), Int32("x_length", "N"), Int32("language", "N"), Int32("text_norm", "N"),
            ],
            [OnnxValueInfo.Float32("logits", 1, "T4", vocabulary)]);
        return Bytes(
            model,
            ("comment", "a tiny one"), ("vocab_size", $"{vocabulary}"), ("lfr_window_size", "7"), ("lfr_window_shift", "6"),
            ("normalize_samples", "0"), ("with_itn", "14"), ("without_itn", "15"), ("lang_auto", "0"), ("lang_zh", "3"), ("lang_en", "4"),
            ("lang_yue", "7"), ("lang_ja", "11"), ("lang_ko", "12"), ("neg_mean", Many("0", Mels * 7)), ("inv_stddev", Many("1", Mels * 7)));
    }

    /// <summary>
    /// speech (1, T, 560), speech_lengths (1) → logits (1, T, V), token_num (1), us_alphas and us_cif_peak (1, 3 T + 1): one
    /// token a stacked frame, whose time is where a peak reaches 1.
    /// </summary>
    public static byte[] Paraformer(int vocabulary)
    {
        var graph = new GraphBuilder();
        graph.Node("Identity", "logits", [Listen(graph, "speech", vocabulary, 1, Mels * 7)]);
        graph.Node("Identity", "token_num", ["speech_lengths"]);
        graph.Constant<float>("peak", new float[Mels * 7 * 3], Mels * 7, 3);
        graph.Constant<float>("third", [0, 0, 1], 3);
        graph.Constant<float>("end", [1], 1, 1);
        graph.Constant<long>("flat", [1, -1], 2);
        graph.Node("MatMul", "nothing", ["speech", "peak"]);
        graph.Node("Add", "peaks", ["nothing", "third"]);
        graph.Node("Reshape", "row", ["peaks", "flat"]);
        graph.Node("Concat", "us_cif_peak", ["row", "end"], ("axis", 1L));
        graph.Node("Identity", "us_alphas", ["us_cif_peak"]);
        var model = graph.ToModel(
            [OnnxValueInfo.Float32("speech", 1, "T", Mels * 7), Int32("speech_lengths", 1)],
            [
                OnnxValueInfo.Float32("logits", 1, "T", vocabulary), Int32("token_num", 1),
                OnnxValueInfo.Float32("us_alphas", 1, "P"), OnnxValueInfo.Float32("us_cif_peak", 1, "P"),
            ]);
        return Bytes(
            model,
            ("model_type", "paraformer"), ("vocab_size", $"{vocabulary}"), ("lfr_window_size", "7"), ("lfr_window_shift", "6"),
            ("neg_mean", Many("0", Mels * 7)), ("inv_stddev", Many("1", Mels * 7)));
    }

    /// <summary>
    /// A streaming Paraformer's first network: speech (1, T, 560), speech_lengths (1) → enc (1, T, 6), enc_len, alphas (1, T),
    /// each 1: a token for every stacked frame.
    /// </summary>
    public static byte[] StreamingParaformerEncoder()
    {
        var graph = new GraphBuilder();
        graph.Node("Identity", "enc", [Listen(graph, "speech", Bands + 1, 1, Mels * 7)]);
        graph.Node("Identity", "enc_len", ["speech_lengths"]);
        graph.Constant<float>("none", [0], 1);
        graph.Constant<float>("all", [1], 1);
        graph.Node("ReduceMean", "mean", ["speech"], ("axes", new long[] { 2 }), ("keepdims", 0L));
        graph.Node("Mul", "zero", ["mean", "none"]);
        graph.Node("Add", "alphas", ["zero", "all"]);
        return Bytes(
            graph.ToModel(
                [OnnxValueInfo.Float32("speech", 1, "T", Mels * 7), Int32("speech_lengths", 1)],
                [OnnxValueInfo.Float32("enc", 1, "T", Bands + 1), Int32("enc_len", 1), OnnxValueInfo.Float32("alphas", 1, "T")]),
            ("model_type", "paraformer"), ("vocab_size", $"{Bands + 1}"), ("lfr_window_size", "7"), ("lfr_window_shift", "6"),
            ("encoder_output_size", $"{Bands + 1}"), ("decoder_num_blocks", "1"), ("decoder_kernel_size", "2"), ("neg_mean", Many("0", Mels * 7)),
            ("inv_stddev", Many("1", Mels * 7)));
    }

    /// <summary>Its second: enc, enc_len, acoustic_embeds (1, N, 6), their number, a cache → logits, sample_ids (1, N), the cache.</summary>
    public static byte[] StreamingParaformerDecoder()
    {
        var graph = new GraphBuilder();
        graph.Node("Identity", "logits", ["acoustic_embeds"]);
        graph.Node("ArgMax", "sample_ids", ["acoustic_embeds"], ("axis", 2L), ("keepdims", 0L));
        graph.Node("Identity", "out_cache", ["in_cache"]);
        return Bytes(graph.ToModel(
            [
                OnnxValueInfo.Float32("enc", 1, "T", Bands + 1), Int32("enc_len", 1), OnnxValueInfo.Float32("acoustic_embeds", 1, "N", Bands + 1),
                Int32("acoustic_embeds_len", 1), OnnxValueInfo.Float32("in_cache", 1, Bands + 1, 1),
            ],
            [OnnxValueInfo.Float32("logits", 1, "N", Bands + 1), OnnxValueInfo.Int64("sample_ids", 1, "N"), OnnxValueInfo.Float32("out_cache", 1, Bands + 1, 1)]));
    }

    /// <summary>A streaming NeMo CTC: audio_signal (N, 80, T) → logprobs (N, T / 4, 6); blank is the last.</summary>
    public static byte[] StreamingCtc()
    {
        var graph = new GraphBuilder();
        graph.Node("Transpose", "t", ["audio_signal"], ("perm", new long[] { 0, 2, 1 }));
        graph.Constant<long>("from", [0], 1);
        graph.Constant<long>("to", [16], 1);
        graph.Constant<long>("axis", [1], 1);
        graph.Constant<long>("step", [4], 1);
        graph.Node("Slice", "s", ["t", "from", "to", "axis", "step"]);
        graph.Node("LogSoftmax", "logprobs", [Listen(graph, "s", Bands + 1, 0, Mels)], ("axis", -1L));
        graph.Node("Identity", "encoded_lengths", ["length"]);
        foreach (var cache in (string[])["cache_last_channel", "cache_last_time", "cache_last_channel_len"])
        {
            graph.Node("Identity", cache + "_next", [cache]);
        }

        var model = graph.ToModel(
            [
                OnnxValueInfo.Float32("audio_signal", "N", Mels, "T"), OnnxValueInfo.Int64("length", "N"),
                OnnxValueInfo.Float32("cache_last_channel", "N", 1, 2, 4), OnnxValueInfo.Float32("cache_last_time", "N", 1, 4, 2),
                OnnxValueInfo.Int64("cache_last_channel_len", "N"),
            ],
            [
                OnnxValueInfo.Float32("logprobs", "N", "T2", Bands + 1), OnnxValueInfo.Int64("encoded_lengths", "N"),
                OnnxValueInfo.Float32("cache_last_channel_next", "N", 1, 2, 4), OnnxValueInfo.Float32("cache_last_time_next", "N", 1, 4, 2),
                OnnxValueInfo.Int64("cache_last_channel_len_next", "N"),
            ]);
        return Bytes(
            model,
            ("model_type", "EncDecCTCModelBPE"), ("window_size", "21"), ("chunk_shift", "16"), ("subsampling_factor", "4"), ("vocab_size", $"{Bands}"),
            ("cache_last_channel_dim1", "1"), ("cache_last_channel_dim2", "2"), ("cache_last_channel_dim3", "4"), ("cache_last_time_dim1", "1"),
            ("cache_last_time_dim2", "4"), ("cache_last_time_dim3", "2"), ("normalize_type", ""), ("feat_dim", "80"));
    }

    /// <summary>x (N, T, 80) → embs (N, 80): the mean spectrum, which tells tones apart.</summary>
    public static byte[] SpeakerEmbedding()
    {
        var graph = new GraphBuilder();
        graph.Node("ReduceMean", "embs", ["x"], ("axes", new long[] { 1 }), ("keepdims", 0L));
        return Bytes(
            graph.ToModel([OnnxValueInfo.Float32("x", "N", "T", Mels)], [OnnxValueInfo.Float32("embs", "N", Mels)]),
            ("framework", "wespeaker"), ("language", "English"), ("output_dim", "80"), ("sample_rate", "16000"), ("normalize_samples", "1"),
            ("feature_normalize_type", ""));
    }

    /// <summary>Numbers for a model, its metadata given.</summary>
    public static byte[] Bytes(OnnxModel model, params ReadOnlySpan<(string Key, string Value)> metadata)
    {
        foreach (var (key, value) in metadata)
        {
            model.Metadata[key] = value;
        }

        return OnnxWriter.ToBytes(model);
    }

    public static OnnxValueInfo Int32(string name, params OnnxSide[] shape) => new(name, LinlyTalker.Native.Onnx.OrtElementType.Int32, shape);

    /// <summary>
    /// Scores of each symbol: the mean of the band's log energies, so that the loudest wins; the symbol without a band
    /// (the blank) wins where all is quiet. Band i of the spectrum has the symbol <paramref name="firstBand"/> + i.
    /// </summary>
    internal static string Listen(GraphBuilder graph, string input, int vocabulary, int firstBand, int features)
    {
        var weights = new float[features * vocabulary];
        var bias = new float[vocabulary];
        Array.Fill(bias, -1000);
        var blank = firstBand == 0 ? vocabulary - 1 : 0;
        bias[blank] = -6;
        for (var f = 0; f < features; f++)
        {
            var band = f % Mels * Bands / Mels;
            weights[(f * vocabulary) + firstBand + band] = (float)Bands / features;
            bias[firstBand + band] = 0;
        }

        graph.Constant<float>("w:" + input, weights, features, vocabulary);
        graph.Constant<float>("b:" + input, bias, vocabulary);
        return graph.Node("Add", "scores:" + input, [graph.Node("MatMul", "product:" + input, [input, "w:" + input]), "b:" + input]);
    }

    private static string Many(string value, int count) => string.Join(',', Enumerable.Repeat(value, count));
}
