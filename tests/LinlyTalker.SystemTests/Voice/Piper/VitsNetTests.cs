using LinlyTalker.Models.Inference;
using LinlyTalker.Models.Onnx;
using LinlyTalker.Voice.Piper.Net;

namespace LinlyTalker.SystemTests.Voice.Piper;

/// <summary>The real voice cut in three, against Piper's own sound and against the whole graph.</summary>
public sealed class VitsNetTests : IDisposable
{
    private readonly List<IDisposable> opened = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => opened.ForEach(o => o.Dispose());

    [Fact(Timeout = 120000)]
    public void The_graph_is_cut_where_its_pattern_says()
    {
        var cut = VitsCut.Find(OnnxReader.Read(PiperGoldens.Model()).Graph);
        Assert.Equal(
            new VitsCut(
                "/Ceil_output_0", "/enc_p/Split_output_0", "/enc_p/Split_output_1", "/Add_output_0", "/Cast_2_output_0", "/Mul_7_output_0",
                cut?.DurationNoise),
            cut);
        Assert.StartsWith("/dp/", cut!.DurationNoise, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120000)]
    public void Frames_and_sound_are_those_of_Piper()
    {
        var items = PiperGoldens.Items("piper.json");
        var net = Streaming();
        foreach (var sentence in items.SelectMany(i => i["sentences"]!.AsArray()))
        {
            var speech = net.Start(Plain(PiperGoldens.Numbers<long>(sentence!["ids"]!)), Token);
            var frames = speech.Starts!.Zip(speech.Starts!.Skip(1)).Select(p => (p.Second - p.First) / 256);
            Assert.Equal(PiperGoldens.Numbers<long>(sentence["frames"]!), frames);
            var expected = PiperGoldens.Audio((string)sentence["audio"]!);
            var sound = speech.Pieces.SelectMany(p => p).ToArray();
            Assert.Equal((int)sentence["samples"]!, sound.Length);
            Assert.InRange(expected.Zip(sound, (a, b) => Math.Abs(a - b)).Max(), 0, 1e-4f);
        }
    }

    [Fact(Timeout = 120000)]
    public void The_pieces_are_the_whole_within_minus_100_decibels()
    {
        var request = Plain(PiperGoldens.Numbers<long>(PiperGoldens.Items("piper.json")[21]["sentences"]![0]!["ids"]!));
        var whole = Whole().Start(request, Token);
        var cut = Streaming().Start(request, Token);
        Assert.Equal(whole.Starts, cut.Starts);
        var pieces = cut.Pieces.ToList();
        Assert.Equal([10, 20, 40, 56], pieces.Take(4).Select(p => p.Length / 256));
        var error = pieces.SelectMany(p => p).Zip(whole.Pieces.Single(), (a, b) => Math.Abs(a - b)).Max();
        TestContext.Current.SendDiagnosticMessage($"greatest difference {20 * Math.Log10(error):0.0} dBFS");
        Assert.InRange(error, 0, 1e-5f);
    }

    [Fact(Timeout = 120000)]
    public void Noise_of_one_seed_is_said_in_one_way_and_of_another_in_another()
    {
        var ids = PiperGoldens.Numbers<long>(PiperGoldens.Items("piper.json")[1]["sentences"]![0]!["ids"]!);
        var net = Streaming();
        float[] Say(int seed) => [.. net.Start(new(ids, 0, 0.667f, 1, 0.8f, seed), Token).Pieces.SelectMany(p => p)];
        var first = Say(7);
        Assert.Equal(first, Say(7));
        Assert.NotEqual(first, Say(8));
        Assert.InRange(Math.Sqrt(first.Average(s => s * s)), 0.03, 0.09);
    }

    private static VitsRequest Plain(long[] ids) => new(ids, 0, 0, 1, 0, 0);

    private StreamingNet Streaming()
    {
        var net = StreamingNet.TryOpen(OnnxReader.Read(PiperGoldens.Model()), "joe", new SessionOptions(), out var reason);
        Assert.True(net is not null, reason);
        opened.Add(net);
        return net;
    }

    private WholeNet Whole()
    {
        var net = new WholeNet(OnnxReader.Read(PiperGoldens.Model()), "joe", new SessionOptions());
        opened.Add(net);
        return net;
    }
}
