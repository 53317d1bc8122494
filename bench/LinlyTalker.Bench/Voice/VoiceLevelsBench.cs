using LinlyTalker.Bench.Voice.Piper;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Signal;
using LinlyTalker.Language.Chinese;
using LinlyTalker.Models.Store;
using LinlyTalker.Voice.Engines;
using LinlyTalker.Voice.Espeak;
using LinlyTalker.Voice.Flite;
using LinlyTalker.Voice.Routing;
using LinlyTalker.Voice.Syllables;

namespace LinlyTalker.Bench.Voice;

/// <summary>
/// Loudness of the 20 sentences for each voice, joined and one by one. "gain" is what brings the engine's own sound
/// to −18 LUFS: the constant that stands beside the voice.
/// </summary>
internal static class VoiceLevelsBench
{
    private const double TargetLufs = -18;

    public static async Task<int> RunAsync(string[] args)
    {
        await using var espeak = new EspeakEngine();
        var store = ModelStore.FromEnvironment();
        using var piper = await PiperVoices.OpenAsync(espeak);
        ISpeechEngine[] engines =
        [
            new FliteEngine(),
            piper,
            new SyllableEngine(
                () => new SyllableBank(store.Open("gcin-syllables").Location),
                () => ChineseLexicon.Open(store.Open("pinyin-dictionary").Location)),
            espeak,
        ];
        var router = new VoiceRouter(engines);
        Console.WriteLine("voice                      gain dB   joined LUFS   min .. max LUFS   outside ±2.5   peak dBFS");
        foreach (var name in args.Length > 0 ? args : ["slt", "rms", "espeak-en-us", "espeak-en-gb", "gcin", .. (await piper.VoicesAsync()).Select(v => v.Name)])
        {
            var language = name == "gcin" ? "zh" : "en";
            var (engine, voice) = await new VoiceChoice(engines).OfAsync(name, language);
            var sentences = TwentySentences.In(language).ToList();
            Console.WriteLine($"{name,-25} {await GainAsync(engine, voice, sentences),8:0.00} {await LevelsAsync(router, name, sentences)}");
        }

        return 0;
    }

    private static async Task<double> GainAsync(ISpeechEngine engine, VoiceInfo voice, List<Sentence> sentences)
    {
        LoudnessMeter? meter = null;
        foreach (var sentence in sentences)
        {
            var said = await engine.SayAsync(sentence.Spoken, voice, 1);
            meter ??= new LoudnessMeter(said.SampleRate);
            meter.Add(said.Samples);
        }

        return TargetLufs - meter!.Integrated;
    }

    private static async Task<string> LevelsAsync(VoiceRouter router, string name, List<Sentence> sentences)
    {
        var bySentence = new Dictionary<int, LoudnessMeter>();
        LoudnessMeter? joined = null;
        await foreach (var chunk in router.SpeakAsync(sentences.ToAsyncEnumerable(), new SpeakOptions { Voice = name }))
        {
            joined ??= new LoudnessMeter(chunk.Audio.SampleRate);
            joined.Add(chunk.Audio.Samples.Span);
            if (!bySentence.TryGetValue(chunk.Sentence.Index, out var meter))
            {
                bySentence[chunk.Sentence.Index] = meter = new LoudnessMeter(chunk.Audio.SampleRate);
            }

            meter.Add(chunk.Audio.Samples.Span);
        }

        var each = bySentence.Values.Select(m => m.Integrated).ToList();
        var outside = each.Count(l => Math.Abs(l - TargetLufs) > 2.5);
        return $"{joined!.Integrated,13:0.00}   {each.Min(),6:0.0} .. {each.Max(),5:0.0} {outside,12} {Decibels.FromFactor(joined.Peak),13:0.0}";
    }
}
