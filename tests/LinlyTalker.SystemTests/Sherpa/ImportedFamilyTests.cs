using LinlyTalker.Models.Families;
using LinlyTalker.Models.Folders;

namespace LinlyTalker.SystemTests.Sherpa;

/// <summary>What import finds in a folder is what the worker's clients open: the same families, the same roles.</summary>
public sealed class ImportedFamilyTests : IDisposable
{
    private readonly SherpaFolders folders = new();

    public void Dispose() => folders.Dispose();

    [Fact]
    public void Import_tells_each_family_and_the_roles_of_its_files()
    {
        var symbols = TinyRecognisers.Symbols("<blk>", "▁a", "▁b", "▁c", "▁d", "▁e");
        ModelFolder[] models =
        [
            folders.Write("zipformer-ctc", "recogniser", ("model", "model.onnx", TinyRecognisers.ZipformerCtc()), ("tokens", "tokens.txt", symbols)),
            folders.Write("sense-voice", "recogniser", ("model", "model.int8.onnx", TinyRecognisers.SenseVoice(10, 6, 7, 8, 9)), ("tokens", "tokens.txt", symbols)),
            folders.Write("paraformer", "recogniser", ("model", "model.int8.onnx", TinyRecognisers.Paraformer(6)), ("tokens", "tokens.txt", symbols)),
            folders.Write(
                "streaming-paraformer", "recogniser", ("encoder", "encoder.onnx", TinyRecognisers.StreamingParaformerEncoder()),
                ("decoder", "decoder.onnx", TinyRecognisers.StreamingParaformerDecoder()), ("tokens", "tokens.txt", symbols)),
            TinyTransducers.Offline(folders, symbols),
            TinyTransducers.Streaming(folders, symbols, "streaming-zipformer"),
            TinyDecoders.Moonshine(folders),
            TinyDecoders.FireRed(folders),
            folders.Write(
                "kokoro", "voice", ("model", "model.onnx", TinyVoices.Kokoro("af_heart")), ("voices", "voices.bin", TinyVoices.Styles(0.1f)),
                ("tokens", "tokens.txt", TinyVoices.Ipa())),
            folders.Write(
                "matcha", "voice", ("acoustic-model", "model-steps-3.onnx", TinyVoices.Matcha()), ("vocoder", "hifigan_v2.onnx", TinyVoices.Vocoder()),
                ("tokens", "tokens.txt", TinyVoices.Ipa())),
            TinyClones.ZipVoice(folders),
            folders.Write("gtcrn", "denoiser", ("model", "gtcrn_simple.onnx", TinyListeners.Gtcrn())),
            folders.Write("dpdfnet", "denoiser", ("model", "dpdfnet.onnx", TinyListeners.DpdfNet())),
            folders.Write("speaker-embedding", "speaker-embedding", ("model", "wespeaker.onnx", TinyRecognisers.SpeakerEmbedding())),
            folders.Write(
                "pyannote", "diarisation", ("segmentation", "segmentation.onnx", TinyListeners.Pyannote()),
                ("embedding", "embedding.onnx", TinyRecognisers.SpeakerEmbedding())),
            folders.Write("ct-punctuation", "punctuation", ("ct-transformer", "model.onnx", TinyListeners.Punctuation())),
        ];
        foreach (var model in models)
        {
            var found = ModelFamilies.Detect(model.Location);
            Assert.True(found is not null, $"nothing was found in a folder of the family {model.Description.Family}");
            Assert.Equal(model.Description.Family, found.Family);
            Assert.Equal(Written(model.Description.Roles!), Written(found.Roles));
        }
    }

    private static IEnumerable<string> Written(IReadOnlyDictionary<string, string> roles) =>
        roles.Select(role => $"{role.Key} = {role.Value}").Order(StringComparer.Ordinal);
}
