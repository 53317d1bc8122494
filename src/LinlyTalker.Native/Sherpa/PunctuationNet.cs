using LinlyTalker.Core.Errors;
using LinlyTalker.Native.Sherpa.Layout;
using static LinlyTalker.Native.Sherpa.SpeakerFunctions;

namespace LinlyTalker.Native.Sherpa;

/// <summary>A model that puts punctuation into plain words. One call at a time.</summary>
public sealed unsafe class PunctuationNet : IDisposable
{
    private readonly SherpaHandle punctuation;

    private PunctuationNet(SherpaHandle punctuation) => this.punctuation = punctuation;

    /// <exception cref="NativeException">A file is missing; on other faults of a model the library ends the process.</exception>
    public static PunctuationNet Open(SherpaModel model)
    {
        using var strings = new NativeStrings();
        var config = default(OfflinePunctuationConfig);
        config.Model.CtTransformer = strings.Add(model.PathOf("ct-transformer"));
        config.Model.NumThreads = model.Threads;
        return new(SherpaHandle.Own(
            SherpaOnnxCreateOfflinePunctuation(&config), SherpaOnnxDestroyOfflinePunctuation, "the punctuation model"));
    }

    public string Punctuate(string text)
    {
        var result = SherpaOfflinePunctuationAddPunct(punctuation, text);
        if (result is null)
        {
            throw new NativeException("sherpa-onnx gave no punctuated text back.");
        }

        var read = NativeText.Read(result);
        SherpaOfflinePunctuationFreeText(result);
        return read;
    }

    public void Dispose() => punctuation.Dispose();
}
