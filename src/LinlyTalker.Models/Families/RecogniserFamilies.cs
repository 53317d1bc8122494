namespace LinlyTalker.Models.Families;

/// <summary>Recognisers of speech.</summary>
internal static class RecogniserFamilies
{
    private const string Kind = "recogniser";
    private const int Rate = 16_000;

    public static FamilyMatch? Whisper(ModelSurvey survey)
    {
        var encoder = survey.Networks.FirstOrDefault(path => survey.Head(path)?.HasOutputs("n_layer_cross_k", "n_layer_cross_v") == true);
        if (encoder is null)
        {
            return null;
        }

        bool Decodes(string path) => survey.Head(path)?.HasInputs("n_layer_cross_k", "n_layer_cross_v") == true;
        var partner = encoder.Replace("encoder", "decoder", StringComparison.OrdinalIgnoreCase);
        var decoder = survey.Networks.Contains(partner) && Decodes(partner) ? partner : survey.Networks.FirstOrDefault(Decodes);
        var tokens = survey.Endings("tokens.txt").FirstOrDefault(path => path.StartsWith(Prefix(encoder), StringComparison.Ordinal)) ?? survey.Ending("tokens.txt");
        if (decoder is null || tokens is null)
        {
            return survey.Missed($"{encoder} is the encoder of a Whisper model, and {(decoder is null ? "its decoder" : "its tokens.txt")} is not beside it.");
        }

        return new RoleList().Add("encoder", encoder).Add("decoder", decoder).Add("tokens", tokens).As(Kind, "whisper") with
        {
            SampleRate = Rate,
            Features = survey.Metadata(encoder, "n_mels") is { Length: > 0 and <= 3 } mels ? $"whisper-{mels}" : "whisper-80",
            Note = survey.Metadata(encoder, "model_type").StartsWith("whisper", StringComparison.Ordinal)
                ? null : $"{encoder} lacks the metadata that k2-fsa's export writes; it may not load.",
        };
    }

    public static FamilyMatch? SenseVoice(ModelSurvey survey) =>
        survey.Networks.FirstOrDefault(path =>
            survey.Metadata(path, "model_type") == "sense_voice_ctc" || survey.Head(path)?.HasInputs("x", "x_length", "language", "text_norm") == true) is { } model
            ? WithTokens(survey, new RoleList().Add("model", model), "sense-voice", model)
            : null;

    public static FamilyMatch? FireRed(ModelSurvey survey) =>
        survey.Networks.FirstOrDefault(path => survey.Metadata(path, "cmvn_inv_stddev").Length > 0 && survey.Metadata(path, "num_decoder_layers").Length > 0) is not { } encoder
            ? null
        : survey.Network("decoder") is { } decoder
            ? WithTokens(survey, new RoleList().Add("encoder", encoder).Add("decoder", decoder), "fire-red", encoder)
            : survey.Missed($"{encoder} is the encoder of a FireRed model, and its decoder is not beside it.");

    public static FamilyMatch? Moonshine(ModelSurvey survey)
    {
        if (survey.Network("uncached_decode") is { } uncached
            && survey.Network("cached_decode", path => !ModelSurvey.FileName(path).Contains("uncached", StringComparison.OrdinalIgnoreCase)) is { } cached
            && survey.Network("preprocess") is { } preprocessor && survey.Network("encode", path => !path.Contains("decode", StringComparison.OrdinalIgnoreCase)) is { } encoder)
        {
            return WithTokens(
                survey,
                new RoleList().Add("preprocessor", preprocessor).Add("encoder", encoder).Add("uncached-decoder", uncached).Add("cached-decoder", cached),
                "moonshine",
                encoder);
        }

        return survey.Network("decoder_model_merged") is { } merged && survey.Network("encoder_model") is { } second
            ? WithTokens(survey, new RoleList().Add("encoder", second).Add("merged-decoder", merged), "moonshine", second)
            : null;
    }

    public static FamilyMatch? Transducer(ModelSurvey survey)
    {
        if (survey.Network("joiner") is not { } joiner)
        {
            return null;
        }

        var encoder = survey.Network("encoder");
        var decoder = survey.Network("decoder");
        if (encoder is null || decoder is null)
        {
            return survey.Missed($"{joiner} is the joiner of a transducer, and its {(encoder is null ? "encoder" : "decoder")} is not beside it.");
        }

        // An encoder that keeps what it heard takes its memory as further inputs, and says how much it takes at a time.
        var streams = survey.Metadata(encoder, "decode_chunk_len").Length > 0 || survey.Head(encoder)?.Inputs.Count > 2;
        var keywords = survey.Paths.FirstOrDefault(path => ModelSurvey.FileName(path) is "keywords.txt");
        var roles = new RoleList().Add("encoder", encoder).Add("decoder", decoder).Add("joiner", joiner).Add("bpe-vocab", survey.Ending("bpe.vocab"));
        return !streams ? WithTokens(survey, roles, "zipformer", encoder)
            : keywords is null ? WithTokens(survey, roles, "streaming-zipformer", encoder)
            : WithTokens(survey, roles.Add("keywords-file", keywords), "keyword-spotter", encoder) is { } spotter ? spotter with { Kind = "keyword-spotter" }
            : null;
    }

    public static FamilyMatch? Paraformer(ModelSurvey survey)
    {
        bool Is(string path) => survey.Metadata(path, "model_type") == "paraformer" || survey.Metadata(path, "lfr_window_size").Length > 0;
        if (survey.Networks.FirstOrDefault(Is) is not { } model)
        {
            return null;
        }

        // The one that follows speech is cut in two.
        return survey.Metadata(model, "decoder_num_blocks").Length == 0
            ? WithTokens(survey, new RoleList().Add("model", model), "paraformer", model)
            : survey.Network("decoder") is { } decoder
                ? WithTokens(survey, new RoleList().Add("encoder", model).Add("decoder", decoder), "streaming-paraformer", model)
                : survey.Missed($"{model} is the encoder of a streaming Paraformer, and its decoder is not beside it.");
    }

    public static FamilyMatch? Ctc(ModelSurvey survey) =>
        survey.Networks.FirstOrDefault(path => survey.Metadata(path, "model_type") == "zipformer2_ctc") is not { } model ? null
        : survey.Head(model)!.Inputs.Count > 2 ? survey.Missed($"{model} is a Zipformer CTC network that follows speech, which no engine here opens.")
        : WithTokens(survey, new RoleList().Add("model", model), "zipformer-ctc", model);

    /// <summary>An acoustic model of CMU Sphinx with a dictionary and a language model.</summary>
    public static FamilyMatch? PocketSphinx(ModelSurvey survey)
    {
        if (survey.Paths.FirstOrDefault(path => ModelSurvey.FileName(path) == "mdef") is not { } definition || !definition.Contains('/', StringComparison.Ordinal))
        {
            return null;
        }

        var acoustic = definition[..definition.LastIndexOf('/')];
        return survey.Paths.Contains($"{acoustic}/feat.params") && survey.Ending(".dict") is { } dictionary
            ? new RoleList().Add("acoustic-model", acoustic).Add("dictionary", dictionary).Add("language-model", survey.Ending(".lm.bin")).As(Kind, "pocketsphinx") with { SampleRate = Rate }
            : survey.Missed($"{acoustic} is an acoustic model of CMU Sphinx, and {(survey.Ending(".dict") is null ? "no .dict is" : "its feat.params is not")} with it.");
    }

    private static FamilyMatch? WithTokens(ModelSurvey survey, RoleList roles, string family, string network) =>
        survey.Ending("tokens.txt") is { } tokens
            ? roles.Add("tokens", tokens).As(Kind, family) with { SampleRate = Rate }
            : survey.Missed($"{network} is a network of the family {family}, and its tokens.txt is not beside it.");

    private static string Prefix(string encoder) => encoder.IndexOf("encoder", StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? encoder[..at] : encoder;
}
