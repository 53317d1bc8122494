using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Onnx;
using static LinlyTalker.SystemTests.Sherpa.TinyRecognisers;

namespace LinlyTalker.SystemTests.Sherpa;

/// <summary>
/// Transducers in three networks, offline and streaming (icefall's LSTM layout): the encoder scores what it hears, the
/// decoder forbids to say a symbol twice, the joiner adds both.
/// </summary>
internal static class TinyTransducers
{
    private const int Vocabulary = Bands + 1;

    public static ModelFolder Offline(SherpaFolders folders, byte[] symbols) => folders.Write(
        "zipformer", "recogniser", ("encoder", "encoder.onnx", Encoder()), ("decoder", "decoder.onnx", Decoder()),
        ("joiner", "joiner.onnx", Joiner()), ("tokens", "tokens.txt", symbols));

    /// <param name="family"><c>streaming-zipformer</c> or <c>keyword-spotter</c>.</param>
    public static ModelFolder Streaming(SherpaFolders folders, byte[] symbols, string family) => folders.Write(
        family, family, ("encoder", "encoder.onnx", StreamingEncoder()), ("decoder", "decoder.onnx", Decoder()),
        ("joiner", "joiner.onnx", Joiner()), ("tokens", "tokens.txt", symbols));

    /// <summary>x (N, T, 80), x_lens (N) → encoder_out (N, T, 6), encoder_out_lens (N).</summary>
    private static byte[] Encoder()
    {
        var graph = new GraphBuilder();
        graph.Node("Identity", "encoder_out", [Listen(graph, "x", Vocabulary, 1, Mels)]);
        graph.Node("Identity", "encoder_out_lens", ["x_lens"]);
        return Bytes(
            graph.ToModel(
                [OnnxValueInfo.Float32("x", "N", "T", Mels), OnnxValueInfo.Int64("x_lens", "N")],
                [OnnxValueInfo.Float32("encoder_out", "N", "T", Vocabulary), OnnxValueInfo.Int64("encoder_out_lens", "N")]),
            ("model_type", "zipformer2"), ("version", "1"), ("model_author", "linly"));
    }

    /// <summary>x (N, 9, 80), h and c (1, N, 4) → encoder_out (N, 1, 6), next h and c; 4 frames are new in each 9.</summary>
    private static byte[] StreamingEncoder()
    {
        var graph = new GraphBuilder();
        graph.Constant<long>("from", [2], 1);
        graph.Constant<long>("to", [3], 1);
        graph.Constant<long>("axis", [1], 1);
        graph.Node("Slice", "frame", ["x", "from", "to", "axis"]);
        graph.Node("Identity", "encoder_out", [Listen(graph, "frame", Vocabulary, 1, Mels)]);
        graph.Node("Identity", "next_h", ["h"]);
        graph.Node("Identity", "next_c", ["c"]);
        return Bytes(
            graph.ToModel(
                [OnnxValueInfo.Float32("x", "N", 9, Mels), OnnxValueInfo.Float32("h", 1, "N", 4), OnnxValueInfo.Float32("c", 1, "N", 4)],
                [OnnxValueInfo.Float32("encoder_out", "N", 1, Vocabulary), OnnxValueInfo.Float32("next_h", 1, "N", 4), OnnxValueInfo.Float32("next_c", 1, "N", 4)]),
            ("model_type", "lstm"), ("num_encoder_layers", "1"), ("T", "9"), ("decode_chunk_len", "4"), ("rnn_hidden_size", "4"), ("d_model", "4"));
    }

    /// <summary>y (N, 2) → decoder_out (N, 6).</summary>
    private static byte[] Decoder()
    {
        var graph = new GraphBuilder();
        var forbidden = new float[Vocabulary * Vocabulary];
        for (var i = 1; i < Vocabulary; i++)
        {
            forbidden[(i * Vocabulary) + i] = -100;
        }

        graph.Constant<float>("forbidden", forbidden, Vocabulary, Vocabulary);
        graph.Constant<long>("last", [1], 1);
        graph.Constant<long>("end", [2], 1);
        graph.Constant<long>("axis", [1], 1);
        graph.Node("Slice", "previous", ["y", "last", "end", "axis"]);
        graph.Node("Gather", "row", ["forbidden", "previous"]);
        graph.Node("Squeeze", "decoder_out", ["row", "axis"]);
        return Bytes(
            graph.ToModel([OnnxValueInfo.Int64("y", "N", 2)], [OnnxValueInfo.Float32("decoder_out", "N", Vocabulary)]),
            ("vocab_size", $"{Vocabulary}"), ("context_size", "2"));
    }

    /// <summary>encoder_out and decoder_out (N, 6) → logit (N, 6).</summary>
    private static byte[] Joiner()
    {
        var graph = new GraphBuilder();
        graph.Node("Add", "logit", ["encoder_out", "decoder_out"]);
        return Bytes(
            graph.ToModel(
                [OnnxValueInfo.Float32("encoder_out", "N", Vocabulary), OnnxValueInfo.Float32("decoder_out", "N", Vocabulary)],
                [OnnxValueInfo.Float32("logit", "N", Vocabulary)]),
            ("joiner_dim", $"{Vocabulary}"));
    }
}
