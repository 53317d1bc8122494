using LinlyTalker.Native.Sherpa;

namespace LinlyTalker.Models.Sherpa;

/// <summary>
/// What each family must have. The library ends its process where one of these is missing, so they are looked at
/// first; read from the library's sources (k2-fsa/sherpa-onnx), family by family.
/// </summary>
internal static class FamilyNeeds
{
    private static readonly string[] Itn = ["with_itn", "without_itn"];
    private static readonly string[] Lfr = ["vocab_size", "lfr_window_size", "lfr_window_shift", "neg_mean", "inv_stddev"];

    private static readonly NetworkNeed Embedding = new("embedding", "output_dim", "sample_rate", "framework")
    {
        TypeKey = "framework", Types = ["wespeaker", "3d-speaker", "nemo"],
    };

    private static readonly NetworkNeed Vocoder = new("vocoder") { Types = ["vocos", "hifigan", "matcha-tts vocos"] };

    private static readonly NetworkNeed[] Streaming =
    [
        new("encoder", "model_type") { Types = ["conformer", "ebranchformer", "lstm", "zipformer", "zipformer2"], Outputs = 2 },
        new("decoder", "vocab_size", "context_size") { Inputs = 1 },
        new("joiner") { Inputs = 2 },
    ];

    private static readonly Dictionary<string, FamilyNeed> Families = new(StringComparer.Ordinal)
    {
        ["whisper"] = new(
            [
                new("encoder",
                    "n_mels", "n_text_layer", "n_text_ctx", "n_text_state", "n_vocab", "sot", "eot", "blank_id", "translate",
                    "transcribe", "is_multilingual", "no_timestamps", "no_speech", "sot_sequence") { Inputs = 1, Outputs = 2 },
                new("decoder") { Inputs = 6, Outputs = 3 },
            ],
            "tokens"),
        ["sense-voice"] = new(
            [
                new("model",
                    [.. Lfr, .. Itn, "normalize_samples", "lang_auto", "lang_zh", "lang_en", "lang_ja", "lang_ko", "lang_yue"]) { Inputs = 4 },
            ],
            "tokens"),
        ["paraformer"] = new([new("model", Lfr) { Inputs = 2, Outputs = 2 }], "tokens"),
        ["zipformer"] = new(
            [new("encoder") { Inputs = 2, Outputs = 2 }, new("decoder", "vocab_size", "context_size") { Inputs = 1 }, new("joiner") { Inputs = 2 }],
            "tokens"),
        ["zipformer-ctc"] = new([new("model", "model_type") { Inputs = 2, Outputs = 2, Types = ["zipformer2_ctc"] }], "tokens"),
        ["moonshine"] = new(
            [new("preprocessor") { Inputs = 1 }, new("encoder") { Inputs = 2 }, new("uncached-decoder") { Inputs = 3 }, new("cached-decoder")],
            "tokens"),
        ["fire-red"] = new(
            [
                new("encoder", "num_decoder_layers", "num_head", "head_dim", "sos", "eos", "max_len", "cmvn_mean", "cmvn_inv_stddev") { Inputs = 2 },
                new("decoder"),
            ],
            "tokens"),
        ["streaming-paraformer"] = new(
            [new("encoder", [.. Lfr, "encoder_output_size", "decoder_num_blocks", "decoder_kernel_size"]), new("decoder")],
            "tokens"),
        ["streaming-zipformer"] = new(Streaming, "tokens"),
        ["streaming-ctc"] = new([new("model", "model_type", "window_size", "chunk_shift", "subsampling_factor", "vocab_size")], "tokens"),
        ["keyword-spotter"] = new(Streaming, "tokens"),
        ["vits"] = new([new("model", "sample_rate", "n_speakers", "language", "comment")], "tokens"),
        ["piper"] = new([new("model", "sample_rate", "n_speakers", "language", "comment")], "tokens"),
        ["kokoro"] = new([new("model", "sample_rate", "n_speakers", "has_espeak", "style_dim") { Inputs = 3 }], "tokens", "voices"),
        ["matcha"] = new([new("acoustic-model", "sample_rate", "n_speakers", "use_eos_bos", "pad_id"), Vocoder], "tokens"),
        ["zipvoice"] = new([new("encoder") { Inputs = 4 }, new("decoder") { Inputs = 5 }, Vocoder with { Outputs = 3 }], "tokens", "lexicon", "data-dir"),
        ["pocket"] = new(
            [new("lm-flow"), new("lm-main"), new("encoder"), new("decoder"), new("text-conditioner")],
            "vocab-json", "token-scores-json"),
        ["gtcrn"] = new(
            [
                new("model",
                    "model_type", "sample_rate", "n_fft", "hop_length", "window_length", "window_type", "version",
                    "conv_cache_shape", "tra_cache_shape", "inter_cache_shape") { Types = ["gtcrn"], Inputs = 4, Outputs = 4 },
            ]),
        ["dpdfnet"] = new(
            [
                new("model",
                    "model_type", "profile", "sample_rate", "n_fft", "hop_length", "window_length", "window_type", "pad_mode", "freq_bins",
                    "erb_bins", "spec_bins", "state_size", "erb_norm_state_size", "spec_norm_state_size", "erb_norm_init",
                    "spec_norm_init") { Types = ["dpdfnet"] },
            ]),
        ["speaker-embedding"] = new([Embedding with { Role = "model" }]),
        ["pyannote"] = new(
            [
                new("segmentation",
                    "sample_rate", "window_size", "receptive_field_size", "receptive_field_shift", "num_speakers",
                    "powerset_max_classes", "num_classes"),
                Embedding,
            ]),
        ["ct-punctuation"] = new([new("ct-transformer", "tokens", "vocab_size", "punctuations", "unk_symbol")]),
    };

    private static readonly FamilyNeed SecondMoonshine = new([new("encoder"), new("merged-decoder")], "tokens");

    private static readonly FamilyNeed SenseVoiceNano =
        new([new("model", "vocab_size", "lfr_window_size", "lfr_window_shift", "normalize_samples") { Inputs = 1 }], "tokens");

    /// <returns>Null where the family is not known.</returns>
    /// <param name="comment">What the model's metadata remark of it.</param>
    public static FamilyNeed? Of(SherpaModel model, string comment) => model.Family switch
    {
        "moonshine" when model.Files.ContainsKey("merged-decoder") => SecondMoonshine,
        "sense-voice" when comment.Contains("Nano", StringComparison.Ordinal) => SenseVoiceNano,
        _ => Families.GetValueOrDefault(model.Family),
    };
}
