using System.Text;
using LinlyTalker.Models.Onnx;

namespace LinlyTalker.SystemTests.Sherpa;

/// <summary>Voices of a few kilobytes, in the layouts of the real ones.</summary>
internal static class TinyVoices
{
    public const int SampleRate = 22050;

    private const int StyleLengths = 200;
    private const int StyleSize = 4;

    /// <summary>A VITS that reads letters: input (1, L), input_lengths, scales → output (1, 1, 512 L), a hum as loud as the letter is late.</summary>
    public static byte[] Vits(int speakers = 0)
    {
        var graph = new GraphBuilder();
        graph.Constant<float>("k", [0.02f], 1);
        graph.Constant<long>("axis", [2], 1);
        graph.Constant<float>("wave", Hum(), 1, 1, 512);
        graph.Constant<long>("shape", [1, 1, -1], 3);
        graph.Node("Cast", "f", ["input"], ("to", 1L));
        graph.Node("Mul", "g", ["f", "k"]);
        graph.Node("Unsqueeze", "u", ["g", "axis"]);
        graph.Node("Mul", "w", ["u", "wave"]);
        graph.Node("Reshape", "output", ["w", "shape"]);
        List<OnnxValueInfo> inputs = [OnnxValueInfo.Int64("input", "N", "L"), OnnxValueInfo.Int64("input_lengths", "N"), OnnxValueInfo.Float32("scales", 3)];
        if (speakers > 1)
        {
            inputs.Add(OnnxValueInfo.Int64("sid", 1));
        }

        return TinyRecognisers.Bytes(
            graph.ToModel(inputs, [OnnxValueInfo.Float32("output", 1, 1, "S")]),
            ("comment", "coqui"), ("frontend", "characters"), ("language", "English"), ("sample_rate", $"{SampleRate}"), ("n_speakers", $"{speakers}"),
            ("add_blank", "0"), ("use_eos_bos", "0"), ("blank_id", "0"), ("bos_id", "0"), ("eos_id", "0"), ("pad_id", "0"));
    }

    /// <summary>
    /// MeloTTS for Chinese and English: x and tones (1, L), x_lengths, sid, three scales → y (1, 1, 512 L); its words and
    /// their sounds are a lexicon.
    /// </summary>
    public static byte[] Melo()
    {
        var graph = new GraphBuilder();
        graph.Constant<float>("k", [0.02f], 1);
        graph.Constant<long>("axis", [2], 1);
        graph.Constant<float>("wave", Hum(), 1, 1, 512);
        graph.Constant<long>("shape", [1, 1, -1], 3);
        graph.Node("Add", "sum", ["x", "tones"]);
        graph.Node("Cast", "f", ["sum"], ("to", 1L));
        graph.Node("Mul", "g", ["f", "k"]);
        graph.Node("Unsqueeze", "u", ["g", "axis"]);
        graph.Node("Mul", "w", ["u", "wave"]);
        graph.Node("Reshape", "y", ["w", "shape"]);
        return TinyRecognisers.Bytes(
            graph.ToModel(
                [
                    OnnxValueInfo.Int64("x", "N", "L"), OnnxValueInfo.Int64("x_lengths", "N"), OnnxValueInfo.Int64("tones", "N", "L"), OnnxValueInfo.Int64("sid", 1),
                    OnnxValueInfo.Float32("noise_scale", 1), OnnxValueInfo.Float32("length_scale", 1), OnnxValueInfo.Float32("noise_scale_w", 1),
                ],
                [OnnxValueInfo.Float32("y", 1, 1, "S")]),
            ("model_type", "melo-vits"), ("comment", "melo"), ("version", "2"), ("language", "Chinese + English"), ("add_blank", "1"), ("n_speakers", "1"),
            ("jieba", "1"), ("sample_rate", "44100"), ("bert_dim", "1024"), ("ja_bert_dim", "768"), ("speaker_id", "1"), ("lang_id", "3"), ("tone_start", "0"));
    }

    public static byte[] MeloSymbols() => TinyRecognisers.Symbols("_", "n", "i", "h", "ao", "t", "ian", "a", ",", ".", "?", "!", "UNK");

    public static byte[] MeloLexicon() => Encoding.UTF8.GetBytes("你好 n i h ao 2 2 3 3\n你 n i 3 3\n好 h ao 3 3\n天 t ian 1 1\n");

    public static byte[] Letters() => Encoding.UTF8.GetBytes(
        string.Concat("abcdefghijklmnopqrstuvwxyz.,!?'-".Select((c, i) => $"{c} {i + 1}\n")) + "  40\n");

    /// <summary>Kokoro: tokens (1, L), style (1, 4), speed (1) → audio (512 L), a hum as loud as the style's first number.</summary>
    public static byte[] Kokoro(params string[] speakers)
    {
        var graph = new GraphBuilder();
        graph.Constant<long>("axis", [2], 1);
        graph.Constant<long>("first", [0], 1);
        graph.Constant<long>("second", [1], 1);
        graph.Constant<long>("flat", [-1], 1);
        graph.Constant<float>("wave", Hum(), 1, 1, 512);
        graph.Constant<float>("none", [0], 1);
        graph.Node("Cast", "f", ["tokens"], ("to", 1L));
        graph.Node("Mul", "zero", ["f", "none"]);
        graph.Node("Slice", "loud", ["style", "first", "second", "second"]);
        graph.Node("Add", "g", ["zero", "loud"]);
        graph.Node("Unsqueeze", "u", ["g", "axis"]);
        graph.Node("Mul", "w", ["u", "wave"]);
        graph.Node("Reshape", "audio", ["w", "flat"]);
        return TinyRecognisers.Bytes(
            graph.ToModel(
                [OnnxValueInfo.Int64("tokens", 1, "L"), OnnxValueInfo.Float32("style", 1, StyleSize), OnnxValueInfo.Float32("speed", 1)],
                [OnnxValueInfo.Float32("audio", "S")]),
            ("model_type", "kokoro"), ("language", "English"), ("has_espeak", "1"), ("sample_rate", "24000"), ("version", "1"), ("voice", "en-us"),
            ("style_dim", $"{StyleLengths},1,{StyleSize}"), ("n_speakers", $"{speakers.Length}"), ("speaker_names", string.Join(',', speakers)));
    }

    /// <summary>Kokoro's styles: for each speaker one for each length of text.</summary>
    public static byte[] Styles(params float[] loudness)
    {
        var styles = loudness.SelectMany(loud => Enumerable.Range(0, StyleLengths * StyleSize).Select(i => i % StyleSize == 0 ? loud : 0)).ToArray();
        return System.Runtime.InteropServices.MemoryMarshal.AsBytes(styles.AsSpan()).ToArray();
    }

    /// <summary>Matcha's first network: x (1, L), x_length, noise_scale, length_scale → mel (1, 80, L).</summary>
    public static byte[] Matcha()
    {
        var graph = new GraphBuilder();
        graph.Constant<float>("k", [.. Enumerable.Repeat(0.005f, 80)], 1, 80, 1);
        graph.Constant<long>("axis", [1], 1);
        graph.Node("Cast", "f", ["x"], ("to", 1L));
        graph.Node("Unsqueeze", "u", ["f", "axis"]);
        graph.Node("Mul", "mel", ["u", "k"]);
        return TinyRecognisers.Bytes(
            graph.ToModel(
                [OnnxValueInfo.Int64("x", 1, "L"), OnnxValueInfo.Int64("x_length", 1), OnnxValueInfo.Float32("noise_scale", 1), OnnxValueInfo.Float32("length_scale", 1)],
                [OnnxValueInfo.Float32("mel", 1, 80, "L")]),
            ("model_type", "matcha-tts"), ("language", "English"), ("voice", "en-us"), ("has_espeak", "1"), ("jieba", "0"), ("n_speakers", "1"),
            ("sample_rate", $"{SampleRate}"), ("version", "1"), ("pad_id", "0"), ("use_eos_bos", "0"));
    }

    /// <summary>HiFi-GAN: mel (1, 80, L) → audio (1, 512 L).</summary>
    public static byte[] Vocoder()
    {
        var graph = new GraphBuilder();
        graph.Constant<float>("wave", Hum(), 1, 1, 512);
        graph.Constant<long>("shape", [1, -1], 2);
        graph.Node("ReduceMean", "mean", ["mel"], ("axes", new long[] { 1 }), ("keepdims", 1L));
        graph.Node("Transpose", "steps", ["mean"], ("perm", new long[] { 0, 2, 1 }));
        graph.Node("Mul", "w", ["steps", "wave"]);
        graph.Node("Reshape", "audio", ["w", "shape"]);
        return TinyRecognisers.Bytes(
            graph.ToModel([OnnxValueInfo.Float32("mel", 1, 80, "L")], [OnnxValueInfo.Float32("audio", 1, "S")]), ("model_type", "hifigan"));
    }

    /// <summary>The symbols that espeak-ng writes of English.</summary>
    public static byte[] Ipa() => Encoding.UTF8.GetBytes(
        "$ 0\n" + string.Concat("abcdefhijklmnopqrstuvwxyzæðŋɐɑɒɔəɚɛɜɡɪɹɾʃʊʌʒʔˈˌːθᵻ,.!?;:^_'".Select((c, i) => $"{c} {i + 1}\n")) + "  80\n");

    private static float[] Hum() => [.. Enumerable.Range(0, 512).Select(i => MathF.Sin(i * MathF.Tau * 8 / 512))];
}
