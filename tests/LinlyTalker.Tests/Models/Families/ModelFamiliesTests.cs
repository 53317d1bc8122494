using LinlyTalker.Models.Families;
using LinlyTalker.Models.Onnx;

namespace LinlyTalker.Tests.Models.Families;

/// <summary>Folders laid out as the projects publish them, with networks that consist of their heads.</summary>
public sealed class ModelFamiliesTests : IDisposable
{
    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void Whisper_takes_the_int8_pair_of_one_size_and_reads_how_many_bands_it_hears()
    {
        foreach (var name in new[] { "turbo-encoder.onnx", "turbo-encoder.int8.onnx" })
        {
            Network(name, outputs: ["n_layer_cross_k", "n_layer_cross_v"], metadata: ("model_type", "whisper-turbo"), more: ("n_mels", "128"));
        }

        Network("turbo-decoder.onnx", ["tokens", "n_layer_cross_k", "n_layer_cross_v"]);
        Network("turbo-decoder.int8.onnx", ["tokens", "n_layer_cross_k", "n_layer_cross_v"]);
        Text("turbo-tokens.txt");
        Text("test_wavs/0.wav");

        var match = Is("recogniser", "whisper", ("encoder", "turbo-encoder.int8.onnx"), ("decoder", "turbo-decoder.int8.onnx"), ("tokens", "turbo-tokens.txt"));
        Assert.Equal((16_000, "whisper-128", null), (match.SampleRate, match.Features, match.Note));
    }

    [Fact]
    public void A_piper_voice_is_its_network_and_the_description_beside_it()
    {
        Network("voice.onnx", ["input", "input_lengths", "scales"], ["output"]);
        Text("voice.onnx.json", """{"audio":{"sample_rate":22050},"phoneme_id_map":{"a":[1]}}""");
        Text("MODEL_CARD");

        var match = Is("voice", "piper", ("model", "voice.onnx"), ("config", "voice.onnx.json"));
        Assert.Equal(22_050, match.SampleRate);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[")]
    [InlineData("""{"phoneme_id_map":1,"audio":7}""")]
    public void A_description_that_is_none_breaks_nothing(string json)
    {
        Network("voice.onnx", ["input", "input_lengths", "scales"], ["output"]);
        Text("voice.onnx.json", json);

        Assert.Null(ModelFamilies.Detect(scratch.Location)?.SampleRate);
    }

    [Fact]
    public void Smart_turn_is_told_by_the_eight_seconds_that_it_hears()
    {
        new SampleNetwork { Shaped = { OnnxValueInfo.Float32("input_features", "batch", 80, 800) }, Outputs = { "logits" } }.Write(scratch.PathOf("m.onnx"));

        Is("turn-detector", "smart-turn", ("model", "m.onnx"));
    }

    [Fact]
    public void Silero_is_told_by_its_memory()
    {
        Network("model.onnx", ["input", "state", "sr"], ["output", "stateN"]);

        Is("voice-activity", "silero", ("model", "model.onnx"));
    }

    [Fact]
    public void A_transducer_that_keeps_what_it_heard_follows_speech_and_one_with_keywords_spots_them()
    {
        Network("encoder-epoch-99.int8.onnx", ["x", "x_lens"], metadata: ("model_type", "zipformer2"));
        Network("decoder-epoch-99.int8.onnx", ["y"]);
        Network("joiner-epoch-99.int8.onnx", ["encoder_out", "decoder_out"]);
        Text("tokens.txt");
        Is("recogniser", "zipformer", ("encoder", "encoder-epoch-99.int8.onnx"), ("decoder", "decoder-epoch-99.int8.onnx"), ("joiner", "joiner-epoch-99.int8.onnx"), ("tokens", "tokens.txt"));

        Network("encoder-epoch-99.int8.onnx", ["x", "cached_key_0", "cached_val_0"], metadata: ("decode_chunk_len", "32"));
        Assert.Equal("streaming-zipformer", ModelFamilies.Detect(scratch.Location)!.Family);

        Text("keywords.txt");
        var spotter = ModelFamilies.Detect(scratch.Location)!;
        Assert.Equal(("keyword-spotter", "keyword-spotter", "keywords.txt"), (spotter.Kind, spotter.Family, spotter.Roles["keywords-file"]));
    }

    [Fact]
    public void Paraformer_is_one_network_or_two_when_it_follows_speech()
    {
        Network("model.int8.onnx", ["speech", "speech_lengths"], metadata: ("lfr_window_size", "7"));
        Text("tokens.txt");
        Is("recogniser", "paraformer", ("model", "model.int8.onnx"), ("tokens", "tokens.txt"));

        File.Delete(scratch.PathOf("model.int8.onnx"));
        Network("encoder.int8.onnx", ["speech", "speech_lengths"], metadata: ("lfr_window_size", "7"), more: ("decoder_num_blocks", "16"));
        Network("decoder.int8.onnx", ["enc"]);
        Is("recogniser", "streaming-paraformer", ("encoder", "encoder.int8.onnx"), ("decoder", "decoder.int8.onnx"), ("tokens", "tokens.txt"));
    }

    [Fact]
    public void Moonshine_comes_in_four_networks_or_two()
    {
        foreach (var name in new[] { "preprocess.onnx", "encode.int8.onnx", "uncached_decode.int8.onnx", "cached_decode.int8.onnx" })
        {
            Network(name, ["x"]);
        }

        Text("tokens.txt");
        Is(
            "recogniser", "moonshine", ("preprocessor", "preprocess.onnx"), ("encoder", "encode.int8.onnx"),
            ("uncached-decoder", "uncached_decode.int8.onnx"), ("cached-decoder", "cached_decode.int8.onnx"), ("tokens", "tokens.txt"));

        using var second = new ScratchFolder();
        second.Write("encoder_model.ort", "\0\0\0\0ORTM");
        second.Write("decoder_model_merged.ort", "\0\0\0\0ORTM");
        second.Write("tokens.txt", "");
        Assert.Equal("decoder_model_merged.ort", ModelFamilies.Detect(second.Location)!.Roles["merged-decoder"]);
    }

    [Fact]
    public void A_kokoro_voice_brings_its_lexicons_its_rules_and_the_phonemes_of_espeak()
    {
        Network("model.onnx", ["tokens", "style", "speed"], metadata: ("model_type", "kokoro"), more: ("sample_rate", "24000"));
        foreach (var path in new[] { "voices.bin", "tokens.txt", "lexicon-zh.txt", "lexicon-us-en.txt", "date-zh.fst", "number-zh.fst", "espeak-ng-data/phontab", "espeak-ng-data/lang/en" })
        {
            Text(path);
        }

        var match = Is(
            "voice", "kokoro", ("model", "model.onnx"), ("voices", "voices.bin"), ("tokens", "tokens.txt"), ("data-dir", "espeak-ng-data"),
            ("lexicon", "lexicon-us-en.txt,lexicon-zh.txt"), ("rule-fsts", "date-zh.fst,number-zh.fst"));
        Assert.Equal(24_000, match.SampleRate);
    }

    [Fact]
    public void A_matcha_voice_needs_its_vocoder()
    {
        Network("model-steps-3.onnx", ["x"], metadata: ("model_type", "matcha-tts"), more: ("sample_rate", "22050"));
        Text("tokens.txt");
        Text("lexicon.txt");
        var survey = new ModelSurvey(scratch.Location, [.. ModelSurvey.FilesOf(scratch.Location)]);
        Assert.Null(ModelFamilies.Detect(survey));
        Assert.Contains("its vocoder", survey.NearMiss, StringComparison.Ordinal);

        Network("vocos-22khz-univ.onnx", ["mels"]);
        Is("voice", "matcha", ("acoustic-model", "model-steps-3.onnx"), ("vocoder", "vocos-22khz-univ.onnx"), ("tokens", "tokens.txt"), ("lexicon", "lexicon.txt"));
    }

    [Fact]
    public void ZipVoice_is_told_by_what_its_networks_read()
    {
        Network("encoder.int8.onnx", ["tokens", "prompt_tokens", "prompt_features_len", "speed"]);
        Network("decoder.int8.onnx", ["t", "x", "text_condition", "speech_condition", "guidance_scale"]);
        Network("vocos_24khz.onnx", ["mels"]);
        Text("tokens.txt");

        Is("voice", "zipvoice", ("encoder", "encoder.int8.onnx"), ("decoder", "decoder.int8.onnx"), ("vocoder", "vocos_24khz.onnx"), ("tokens", "tokens.txt"));
    }

    [Theory]
    [InlineData("model_type", "sense_voice_ctc", "recogniser", "sense-voice")]
    [InlineData("model_type", "zipformer2_ctc", "recogniser", "zipformer-ctc")]
    [InlineData("model_type", "vits", "voice", "vits")]
    [InlineData("model_type", "melo-vits", "voice", "vits")]
    [InlineData("model_type", "gtcrn", "denoiser", "gtcrn")]
    [InlineData("model_type", "dpdfnet", "denoiser", "dpdfnet")]
    [InlineData("model_type", "pyannote-segmentation-3.0", "diarisation", "pyannote")]
    public void A_network_that_says_what_it_is_is_believed(string key, string value, string kind, string family)
    {
        Network("model.onnx", ["x"], metadata: (key, value));
        Text("tokens.txt");

        var match = ModelFamilies.Detect(scratch.Location)!;
        Assert.Equal((kind, family), (match.Kind, match.Family));
    }

    [Fact]
    public void A_speaker_embedding_and_punctuation_are_told_by_what_they_must_say_to_be_used()
    {
        Network("campplus.onnx", ["x"], metadata: ("framework", "3d-speaker"), more: ("output_dim", "192"));
        Is("speaker-embedding", "speaker-embedding", ("model", "campplus.onnx"));

        File.Delete(scratch.PathOf("campplus.onnx"));
        Network("model.onnx", ["inputs", "text_lengths"], metadata: ("punctuations", "_|，|。"), more: ("unk_symbol", "<unk>"));
        Is("punctuation", "ct-punctuation", ("ct-transformer", "model.onnx"));
    }

    [Fact]
    public void A_chat_model_is_told_by_its_first_bytes()
    {
        Text("Model.Q4_K_M.gguf", "GGUF\u0003\0\0\0");

        Is("chat", "gguf", ("model", "Model.Q4_K_M.gguf"));
    }

    [Fact]
    public void What_is_no_model_is_none()
    {
        Text("holiday.jpg");
        Text("notes/tokens.txt");
        Network("classifier.onnx", ["image"], ["label"]);

        Assert.Null(ModelFamilies.Detect(scratch.Location));
    }

    private FamilyMatch Is(string kind, string family, params ReadOnlySpan<(string Role, string Path)> roles)
    {
        var match = ModelFamilies.Detect(scratch.Location);
        Assert.NotNull(match);
        Assert.Equal((kind, family), (match.Kind, match.Family));
        Assert.Equal(roles.ToArray().OrderBy(pair => pair.Role, StringComparer.Ordinal), match.Roles.Select(pair => (pair.Key, pair.Value)));
        return match;
    }

    private void Text(string path, string text = "x 0") => scratch.Write(path, text);

    private void Network(
        string path, string[]? inputs = null, string[]? outputs = null, (string Key, string Value)? metadata = null, (string Key, string Value)? more = null)
    {
        var network = new SampleNetwork();
        network.Inputs.AddRange(inputs ?? []);
        network.Outputs.AddRange(outputs ?? []);
        foreach (var (key, value) in new[] { metadata, more }.OfType<(string, string)>())
        {
            network.Metadata[key] = value;
        }

        network.Write(scratch.PathOf(path));
    }
}
