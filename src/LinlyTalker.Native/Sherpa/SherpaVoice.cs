using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LinlyTalker.Core.Errors;
using LinlyTalker.Native.Sherpa.Layout;
using static LinlyTalker.Native.Sherpa.SpeechFunctions;

namespace LinlyTalker.Native.Sherpa;

/// <summary>A model that speaks. One call at a time.</summary>
public sealed unsafe class SherpaVoice : IDisposable
{
    private readonly SherpaHandle speech;

    private SherpaVoice(SherpaHandle speech) => this.speech = speech;

    public SherpaSound Sound => new(SherpaOnnxOfflineTtsSampleRate(speech), SherpaOnnxOfflineTtsNumSpeakers(speech));

    /// <exception cref="NativeException">A file is missing; on other faults of a model the library ends the process.</exception>
    public static SherpaVoice Open(SherpaModel model)
    {
        using var strings = new NativeStrings();
        var config = VoiceConfigs.Of(model, strings);
        return new(SherpaHandle.Own(
            SherpaOnnxCreateOfflineTts(&config), SherpaOnnxDestroyOfflineTts, $"the {model.Family} voice"));
    }

    /// <summary>Says a text; pieces come as the model makes them.</summary>
    /// <param name="reference">Sound of the voice to clone, for the models that do; else empty.</param>
    /// <param name="take">Given each piece; false stops the rest.</param>
    public void Say(SherpaSpeech request, ReadOnlySpan<float> reference, Func<ReadOnlySpan<float>, bool> take)
    {
        using var strings = new NativeStrings();
        var progress = new Progress(take);
        var state = GCHandle.Alloc(progress);
        try
        {
            fixed (float* samples = reference)
            {
                var config = new GenerationConfig
                {
                    SilenceScale = request.SilenceScale,
                    Speed = request.Speed,
                    Sid = request.Speaker,
                    ReferenceAudio = reference.IsEmpty ? null : samples,
                    ReferenceAudioLen = reference.Length,
                    ReferenceSampleRate = request.ReferenceRate,
                    ReferenceText = strings.Add(request.ReferenceText),
                    NumSteps = request.Steps,
                };
                var audio = SherpaOnnxOfflineTtsGenerateWithConfig(
                    speech, request.Text, &config, &OnProgress, GCHandle.ToIntPtr(state));
                progress.Finish(audio is null ? [] : new ReadOnlySpan<float>(audio->Samples, audio->N));
                SherpaOnnxDestroyOfflineTtsGeneratedAudio(audio);
            }
        }
        finally
        {
            state.Free();
        }
    }

    public void Dispose() => speech.Dispose();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnProgress(float* samples, int count, float done, nint state) =>
        ((Progress)GCHandle.FromIntPtr(state).Target!).Take(new ReadOnlySpan<float>(samples, count)) ? 1 : 0;

    /// <summary>Keeps count of what was handed on, and an error until the library has been left.</summary>
    private sealed class Progress(Func<ReadOnlySpan<float>, bool> take)
    {
        private Exception? error;
        private bool stopped;
        private int taken;

        public bool Take(ReadOnlySpan<float> samples)
        {
            try
            {
                stopped = !take(samples);
                taken += samples.Length;
            }
            catch (Exception caught)
            {
                // Nothing may be thrown through the library; it is thrown behind it.
                (error, stopped) = (caught, true);
            }

            return !stopped;
        }

        /// <summary>What the library made without telling of it piece by piece.</summary>
        public void Finish(ReadOnlySpan<float> all)
        {
            if (!stopped && all.Length > taken)
            {
                Take(all[taken..]);
            }

            if (error is not null)
            {
                throw new NativeException($"Speech could not be handed on: {error.Message}", error);
            }
        }
    }
}
