namespace LinlyTalker.Core.Signal.Features;

/// <summary>The pictures of sound that networks read, each named after who asks for it. All take 16 kHz.</summary>
public static class LogMel
{
    public const int SampleRate = 16000;

    /// <summary>
    /// Whisper (Radford et al., 2022): 80 or 128 mels, one frame per 10 ms, base-10 logarithm, the last 8 decades
    /// below the loudest, mapped to about [-1, 1]. Pad or cut to 30 s before where the network wants that.
    /// </summary>
    public static MelSpectrogram Whisper(ReadOnlySpan<float> samples, int melCount = 80)
    {
        var stft = new Stft(Stft.PeriodicHann(400), 160);
        var bank = new MelFilterBank(SampleRate, 400, melCount, 0, SampleRate / 2.0, MelScale.Slaney, equalArea: true);
        var frames = samples.Length / stft.Hop;
        var mels = Frames(stft, bank, Reflected(samples, stft.FrameLength / 2), frames, power => Math.Log10(Math.Max(power, 1e-10)));
        var floor = mels.Values.Length == 0 ? 0 : mels.Values.Max() - 8;
        mels.Map(v => (Math.Max(v, floor) + 4) / 4);
        return mels;
    }

    /// <summary>
    /// Wav2Lip (Prajwal et al., 2020): 80 mels from 55 to 7600 Hz of pre-emphasised sound, one frame per 12.5 ms,
    /// 100 dB mapped to [-4, 4]. Silence lies beyond the ends, as librosa has it since 0.10; before, it was the
    /// mirror image, which changes the two frames at each end.
    /// </summary>
    public static MelSpectrogram Wav2Lip(ReadOnlySpan<float> samples)
    {
        const double MinDecibels = -100;
        const double ReferenceDecibels = 20;
        var stft = new Stft(Stft.PeriodicHann(800), 200);
        var bank = new MelFilterBank(SampleRate, 800, 80, 55, 7600, MelScale.Slaney, equalArea: true);
        var emphasised = Preemphasised(samples, 0.97);
        var frames = samples.IsEmpty ? 0 : (samples.Length / stft.Hop) + 1;
        return Frames(stft, bank, Silent(emphasised, stft.FrameLength / 2), frames, amplitude =>
        {
            var decibels = (20 * Math.Log10(Math.Max(1e-5, amplitude))) - ReferenceDecibels;
            return Math.Clamp((8 * (decibels - MinDecibels) / -MinDecibels) - 4, -4, 4);
        }, amplitude: true);
    }

    /// <summary>
    /// For lip shapes from sound alone: 26 mels from 60 to 7600 Hz, natural logarithm of power, one frame per 10 ms
    /// centred on its beginning. The reader subtracts each mel's mean over the utterance.
    /// </summary>
    public static MelSpectrogram Visemes(ReadOnlySpan<float> samples)
    {
        var window = new double[512];
        Stft.SymmetricHann(400).CopyTo(window, 56);
        var stft = new Stft(window, 160);
        var bank = new MelFilterBank(SampleRate, 512, 26, 60, 7600, MelScale.Logarithmic, equalArea: false);
        return Frames(stft, bank, Silent(samples, stft.FrameLength / 2), samples.Length / stft.Hop, power => Math.Log(power + 1e-7));
    }

    private static MelSpectrogram Frames(
        Stft stft,
        MelFilterBank bank,
        ReadOnlySpan<float> padded,
        int frameCount,
        Func<double, double> compress,
        bool amplitude = false)
    {
        var result = new MelSpectrogram(bank.MelCount, frameCount);
        var spectrum = new double[stft.BinCount];
        for (var frame = 0; frame < frameCount; frame++)
        {
            stft.Power(padded[(frame * stft.Hop)..], spectrum);
            if (amplitude)
            {
                for (var i = 0; i < spectrum.Length; i++)
                {
                    spectrum[i] = Math.Sqrt(spectrum[i]);
                }
            }

            for (var mel = 0; mel < bank.MelCount; mel++)
            {
                result[mel, frame] = (float)compress(bank.Apply(mel, spectrum));
            }
        }

        return result;
    }

    private static float[] Silent(ReadOnlySpan<float> samples, int margin)
    {
        var padded = new float[samples.Length + (2 * margin)];
        samples.CopyTo(padded.AsSpan(margin));
        return padded;
    }

    /// <summary>Beyond its ends the sound is its own mirror image.</summary>
    private static float[] Reflected(ReadOnlySpan<float> samples, int margin)
    {
        var padded = Silent(samples, margin);
        var last = samples.Length - 1;
        for (var i = 1; i <= margin && last >= 0; i++)
        {
            // A sound shorter than the margin swings to and fro.
            var away = last == 0 ? 0 : i % (2 * last);
            var inside = away > last ? (2 * last) - away : away;
            padded[margin - i] = samples[inside];
            padded[margin + last + i] = samples[last - inside];
        }

        return padded;
    }

    private static float[] Preemphasised(ReadOnlySpan<float> samples, double factor)
    {
        var result = new float[samples.Length];
        for (var i = 0; i < samples.Length; i++)
        {
            result[i] = (float)(samples[i] - (i == 0 ? 0 : factor * samples[i - 1]));
        }

        return result;
    }
}
