using LinlyTalker.Core.Errors;
using LinlyTalker.Native.Sherpa.Layout;
using static LinlyTalker.Native.Sherpa.SpeechFunctions;

namespace LinlyTalker.Native.Sherpa;

/// <summary>A model that takes noise away from speech. One call at a time.</summary>
public sealed unsafe class DenoiseNet : IDisposable
{
    private readonly SherpaHandle denoiser;

    private DenoiseNet(SherpaHandle denoiser) => this.denoiser = denoiser;

    /// <exception cref="NativeException">A file is missing; on other faults of a model the library ends the process.</exception>
    public static DenoiseNet Open(SherpaModel model)
    {
        using var strings = new NativeStrings();
        var config = default(OfflineSpeechDenoiserConfig);
        config.Model.NumThreads = model.Threads;
        if (model.Family == "gtcrn")
        {
            config.Model.Gtcrn.Model = strings.Add(model.PathOf("model"));
        }
        else
        {
            config.Model.Dpdfnet.Model = strings.Add(model.PathOf("model"));
            config.Model.Dpdfnet.AttenuationLimitDb = model.NoiseLimit;
        }

        return new(SherpaHandle.Own(
            SherpaOnnxCreateOfflineSpeechDenoiser(&config), SherpaOnnxDestroyOfflineSpeechDenoiser, $"the {model.Family} model"));
    }

    /// <param name="samples">Mono, in [-1, 1]; resampled to the model's rate.</param>
    public (float[] Samples, int SampleRate) Clean(ReadOnlySpan<float> samples, int sampleRate)
    {
        fixed (float* pointer = samples)
        {
            var audio = SherpaOnnxOfflineSpeechDenoiserRun(denoiser, pointer, samples.Length, sampleRate);
            if (audio is null)
            {
                throw new NativeException("sherpa-onnx's denoiser gave no sound back.");
            }

            var result = (NativeText.Copy(audio->Samples, audio->N), audio->SampleRate);
            SherpaOnnxDestroyDenoisedAudio(audio);
            return result;
        }
    }

    public void Dispose() => denoiser.Dispose();
}
