using System.Text;
using LinlyTalker.Core.Errors;
using LinlyTalker.Native.Sherpa;
using LinlyTalker.Worker.Hosting;

namespace LinlyTalker.Worker.Sherpa;

/// <summary>
/// sherpa-onnx, which ends its process on many bad models and has GPL code inside. Its models are checked by the
/// client; one that is bad all the same costs this process and no more.
/// </summary>
internal sealed class SherpaService : IWorkerService
{
    private const int SampleRate = 16000;

    private readonly LoadedModels models = new();

    public SherpaService()
    {
        SherpaLibrary.RequireVersion();
        Methods = new Dictionary<string, WorkerMethod>
        {
            [SherpaMethods.Prepare] = Prepare,
            [SherpaMethods.Recognise] = Recognise,
            [SherpaMethods.Follow] = Follow,
            [SherpaMethods.Speak] = Speak,
            [SherpaMethods.Denoise] = Denoise,
            [SherpaMethods.Embed] = Embed,
            [SherpaMethods.Diarise] = Diarise,
            [SherpaMethods.Punctuate] = Punctuate,
            [SherpaMethods.Spot] = Spot,
        };
    }

    public IReadOnlyDictionary<string, WorkerMethod> Methods { get; }

    public void Dispose() => models.Dispose();

    private static SherpaModel ModelOf(WorkerRequest request) => request.ArgumentAs(SherpaJson.Default.SherpaModel);

    private void Prepare(WorkerRequest request, CancellationToken cancellation)
    {
        if (models.Get<IDisposable>(ModelOf(request)) is SherpaVoice voice)
        {
            request.Write(voice.Sound, SherpaJson.Default.SherpaSound);
        }
    }

    private void Recognise(WorkerRequest request, CancellationToken cancellation)
    {
        var model = ModelOf(request);
        var recogniser = models.Get<OfflineRecogniser>(model);
        var samples = SampleStream.ReadAll(request);
        lock (models.Gate)
        {
            cancellation.ThrowIfCancellationRequested();
            recogniser.Expect(model);
            request.Write(recogniser.Recognise(samples, SampleRate), SherpaJson.Default.SherpaHeard);
        }
    }

    private void Follow(WorkerRequest request, CancellationToken cancellation)
    {
        using var stream = models.Get<OnlineRecogniser>(ModelOf(request)).Start();
        var last = "";
        foreach (var piece in SampleStream.Read(request))
        {
            var heard = Decode(() => stream.Feed(piece.Span, SampleRate), isFinal: false);
            if (heard.Text != last)
            {
                last = heard.Text;
                request.Write(heard, SherpaJson.Default.SherpaHeard);
            }
        }

        request.Write(Decode(() => stream.Finish(SampleRate), isFinal: true), SherpaJson.Default.SherpaHeard);

        SherpaHeard Decode(Action step, bool isFinal)
        {
            lock (models.Gate)
            {
                step();
                return stream.Heard(isFinal);
            }
        }
    }

    private void Speak(WorkerRequest request, CancellationToken cancellation)
    {
        var speech = request.ArgumentAs(SherpaJson.Default.SherpaSpeech);
        var voice = models.Get<SherpaVoice>(speech.Model);
        var reference = SampleStream.ReadAll(request);
        request.Write(voice.Sound, SherpaJson.Default.SherpaSound);
        lock (models.Gate)
        {
            voice.Say(speech, reference, samples =>
            {
                if (!cancellation.IsCancellationRequested)
                {
                    SampleStream.Write(request, samples);
                }

                return !cancellation.IsCancellationRequested;
            });
        }
    }

    private void Denoise(WorkerRequest request, CancellationToken cancellation)
    {
        var denoiser = models.Get<DenoiseNet>(ModelOf(request));
        var samples = SampleStream.ReadAll(request);
        lock (models.Gate)
        {
            var (clean, rate) = denoiser.Clean(samples, SampleRate);
            request.Write(new SherpaSound(rate), SherpaJson.Default.SherpaSound);
            SampleStream.Write(request, clean);
        }
    }

    private void Embed(WorkerRequest request, CancellationToken cancellation)
    {
        var net = models.Get<SpeakerNet>(ModelOf(request));
        var samples = SampleStream.ReadAll(request);
        lock (models.Gate)
        {
            SampleStream.Write(request, net.Embed(samples, SampleRate));
        }
    }

    private void Diarise(WorkerRequest request, CancellationToken cancellation)
    {
        var diariser = models.Get<DiarisationNet>(ModelOf(request));
        if (diariser.SampleRate != SampleRate)
        {
            throw new InputException($"The diarisation model wants sound of {diariser.SampleRate} Hz; only {SampleRate} Hz is given.");
        }

        var samples = SampleStream.ReadAll(request);
        lock (models.Gate)
        {
            request.Write(diariser.Diarise(samples), SherpaJson.Default.IReadOnlyListSherpaTurn);
        }
    }

    private void Punctuate(WorkerRequest request, CancellationToken cancellation)
    {
        var plain = request.ArgumentAs(SherpaJson.Default.SherpaPlainText);
        var punctuation = models.Get<PunctuationNet>(plain.Model);
        lock (models.Gate)
        {
            request.Write(Encoding.UTF8.GetBytes(punctuation.Punctuate(plain.Text)));
        }
    }

    private void Spot(WorkerRequest request, CancellationToken cancellation)
    {
        var spotter = models.Get<SherpaKeywordSpotter>(ModelOf(request));
        foreach (var keyword in spotter.Spot(SampleStream.Read(request), SampleRate))
        {
            request.Write(keyword, SherpaJson.Default.SherpaKeyword);
        }
    }
}
