using LinlyTalker.Core.Errors;
using LinlyTalker.Native.Sherpa.Layout;

namespace LinlyTalker.Native.Sherpa;

/// <summary>Fills the config of a voice by its family.</summary>
internal static unsafe class VoiceConfigs
{
    /// <summary>Nothing, told from 0, which asks for the library's own default.</summary>
    private const float NoNoise = 1e-6f;

    public static OfflineTtsConfig Of(SherpaModel model, NativeStrings strings)
    {
        var config = default(OfflineTtsConfig);
        config.MaxNumSentences = 1; // Sound of the first sentence shall not wait for the second.
        config.RuleFsts = Path("rule-fsts");
        config.RuleFars = Path("rule-fars");
        ref var network = ref config.Model;
        network.NumThreads = model.Threads;
        switch (model.Family)
        {
            case "vits" or "piper":
                network.Vits.Model = Path("model");
                network.Vits.Tokens = Path("tokens");
                network.Vits.Lexicon = Path("lexicon");
                network.Vits.DataDir = Path("data-dir");
                network.Vits.NoiseScale = model.Steady ? NoNoise : 0;
                network.Vits.NoiseScaleW = model.Steady ? NoNoise : 0;
                break;
            case "matcha":
                network.Matcha.AcousticModel = Path("acoustic-model");
                network.Matcha.Vocoder = Path("vocoder");
                network.Matcha.Tokens = Path("tokens");
                network.Matcha.Lexicon = Path("lexicon");
                network.Matcha.DataDir = Path("data-dir");
                network.Matcha.NoiseScale = model.Steady ? NoNoise : 0;
                break;
            case "kokoro":
                network.Kokoro.Model = Path("model");
                network.Kokoro.Voices = Path("voices");
                network.Kokoro.Tokens = Path("tokens");
                network.Kokoro.Lexicon = Path("lexicon");
                network.Kokoro.DataDir = Path("data-dir");
                network.Kokoro.Lang = strings.Add(model.Language);
                break;
            case "zipvoice":
                network.Zipvoice.Encoder = Path("encoder");
                network.Zipvoice.Decoder = Path("decoder");
                network.Zipvoice.Vocoder = Path("vocoder");
                network.Zipvoice.Tokens = Path("tokens");
                network.Zipvoice.Lexicon = Path("lexicon");
                network.Zipvoice.DataDir = Path("data-dir");
                break;
            case "pocket":
                network.Pocket.LmFlow = Path("lm-flow");
                network.Pocket.LmMain = Path("lm-main");
                network.Pocket.Encoder = Path("encoder");
                network.Pocket.Decoder = Path("decoder");
                network.Pocket.TextConditioner = Path("text-conditioner");
                network.Pocket.VocabJson = Path("vocab-json");
                network.Pocket.TokenScoresJson = Path("token-scores-json");
                break;
            default:
                throw new InputException($"{model.Family} is no family of voices.");
        }

        return config;

        byte* Path(string role) => strings.Add(model.PathOf(role));
    }
}
