using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Onnx;
using static LinlyTalker.SystemTests.Sherpa.TinyRecognisers;

namespace LinlyTalker.SystemTests.Sherpa;

/// <summary>ZipVoice in its three networks: what it says is as loud as the mean of its prompt's log spectrum.</summary>
internal static class TinyClones
{
    private const int Features = 100;
    private const int FramesOfToken = 8;
    private const int Bins = 513;

    public static ModelFolder ZipVoice(SherpaFolders folders) => folders.Write(
        "zipvoice", "voice", ("encoder", "encoder.onnx", Encoder()), ("decoder", "decoder.onnx", Decoder()), ("vocoder", "vocos.onnx", Vocoder()),
        ("tokens", "tokens.txt", TinyVoices.Ipa()), ("lexicon", "lexicon.txt", "你 n i\n"u8.ToArray()));

    /// <summary>tokens (1, L), prompt_tokens (1, P), prompt_features_len (1), speed (1) → text_condition (1, prompt + 8 L, 100).</summary>
    private static byte[] Encoder()
    {
        var graph = new GraphBuilder();
        graph.Constant<long>("one", [1], 1);
        graph.Constant<long>("two", [2], 1);
        graph.Constant<long>("frames", [FramesOfToken], 1);
        graph.Constant<long>("features", [Features], 1);
        graph.Node("Shape", "shape", ["tokens"]);
        graph.Node("Slice", "count", ["shape", "one", "two"]);
        graph.Node("Mul", "spoken", ["count", "frames"]);
        graph.Node("Add", "length", ["spoken", "prompt_features_len"]);
        graph.Node("Concat", "sides", ["one", "length", "features"], ("axis", 0L));
        graph.Node("ConstantOfShape", "text_condition", ["sides"]);
        return Bytes(
            graph.ToModel(
                [
                    OnnxValueInfo.Int64("tokens", "N", "L"), OnnxValueInfo.Int64("prompt_tokens", "N", "P"),
                    OnnxValueInfo.Int64("prompt_features_len", 1), OnnxValueInfo.Float32("speed", 1),
                ],
                [OnnxValueInfo.Float32("text_condition", "N", "T", Features)]),
            ("model_type", "zipvoice"), ("use_espeak", "1"));
    }

    /// <summary>t, x (1, T, 100), the two conditions, guidance_scale → v: from noise straight to the prompt's mean.</summary>
    private static byte[] Decoder()
    {
        var graph = new GraphBuilder();
        graph.Constant<float>("zero", [0], 1);
        graph.Node("ReduceMean", "mean", ["speech_condition"], ("axes", new long[] { 1 }), ("keepdims", 1L));
        graph.Node("Mul", "nothing", ["text_condition", "zero"]);
        graph.Node("Sub", "away", ["mean", "x"]);
        graph.Node("Add", "v", ["away", "nothing"]);
        return Bytes(
            graph.ToModel(
                [
                    OnnxValueInfo.Float32("t", 1), OnnxValueInfo.Float32("x", "N", "T", Features), OnnxValueInfo.Float32("text_condition", "N", "T", Features),
                    OnnxValueInfo.Float32("speech_condition", "N", "T", Features), OnnxValueInfo.Float32("guidance_scale", 1),
                ],
                [OnnxValueInfo.Float32("v", "N", "T", Features)]),
            ("model_type", "zipvoice"), ("sample_rate", "24000"), ("n_fft", "1024"), ("hop_length", "256"), ("window_length", "1024"), ("num_mels", $"{Features}"),
            ("feat_dim", $"{Features}"));
    }

    /// <summary>Vocos: mels (1, 100, T) → mag, x, y (1, 513, T).</summary>
    private static byte[] Vocoder()
    {
        var graph = new GraphBuilder();
        graph.Constant<float>("spread", [.. Enumerable.Range(0, Bins * Features).Select(i => i / Features == 40 ? 0.1f : 0)], Bins, Features);
        graph.Constant<float>("zero", [0], 1);
        graph.Node("MatMul", "mag", ["spread", "mels"]);
        graph.Node("Mul", "y", ["mag", "zero"]);
        graph.Node("Exp", "x", ["y"]);
        return Bytes(
            graph.ToModel(
                [OnnxValueInfo.Float32("mels", "N", Features, "T")],
                [OnnxValueInfo.Float32("mag", "N", Bins, "T"), OnnxValueInfo.Float32("x", "N", Bins, "T"), OnnxValueInfo.Float32("y", "N", Bins, "T")]),
            ("model_type", "vocos"), ("n_fft", "1024"), ("hop_length", "256"), ("win_length", "1024"), ("window_type", "hann"), ("center", "1"));
    }
}
