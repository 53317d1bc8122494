using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Media.Ffmpeg;

namespace LinlyTalker.Media.Capture;

/// <summary>Live sound through a child of ffmpeg, which knows every system's way to a microphone.</summary>
public static class Microphone
{
    /// <summary>20 ms at 16 kHz.</summary>
    private const int ChunkSamples = 320;

    private static readonly string[] LinuxSystems = ["pulse", "alsa"];

    /// <summary>What this machine can record from, best system first.</summary>
    /// <exception cref="NativeLibraryMissingException">ffmpeg is not on this machine.</exception>
    public static async Task<IReadOnlyList<SoundDevice>> ListAsync(CancellationToken cancellation = default)
    {
        if (OperatingSystem.IsMacOS())
        {
            return DeviceList.OfAvfoundation(await AskAsync(["-f", "avfoundation", "-list_devices", "true", "-i", ""], cancellation).ConfigureAwait(false));
        }

        if (OperatingSystem.IsWindows())
        {
            return DeviceList.OfDshow(await AskAsync(["-f", "dshow", "-list_devices", "true", "-i", "dummy"], cancellation).ConfigureAwait(false));
        }

        var devices = new List<SoundDevice>();
        foreach (var system in LinuxSystems)
        {
            devices.AddRange(DeviceList.OfSources(system, await AskAsync(["-sources", system], cancellation).ConfigureAwait(false)));
        }

        return devices;
    }

    /// <summary>The named device, or the machine's own choice.</summary>
    /// <param name="address">As <see cref="SoundDevice.Address"/>; null: the default.</param>
    /// <exception cref="InputException">There is no microphone.</exception>
    public static async Task<SoundDevice> FindAsync(string? address, CancellationToken cancellation = default)
    {
        if (address is not null)
        {
            return SoundDevice.Parse(address, OperatingSystem.IsMacOS() ? "avfoundation" : OperatingSystem.IsWindows() ? "dshow" : "pulse");
        }

        var devices = await ListAsync(cancellation).ConfigureAwait(false);
        // A monitor records what the loudspeaker plays.
        return devices.FirstOrDefault(d => d.IsDefault && !d.Name.EndsWith(".monitor", StringComparison.Ordinal))
            ?? devices.FirstOrDefault(d => !d.Name.EndsWith(".monitor", StringComparison.Ordinal))
            ?? throw new InputException(
                "There is no microphone on this machine that ffmpeg can hear. Plug one in and see: linly listen --devices; "
                + "or play a recording: linly listen --file FILE");
    }

    /// <summary>Records until it is cancelled: mono, in chunks of 20 ms as they come.</summary>
    /// <exception cref="InputException">The device cannot be opened, or is gone.</exception>
    /// <exception cref="NativeLibraryMissingException">ffmpeg is not on this machine.</exception>
    public static async IAsyncEnumerable<AudioChunk> RecordAsync(
        SoundDevice device, int sampleRate, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(device);
        await using var ffmpeg = FfmpegProcess.Start(
            FfmpegPrograms.Ffmpeg,
            [
                "-nostdin", "-v", "error", "-fflags", "nobuffer", .. Prompt(device), "-f", device.System, "-i", device.Name,
                "-ac", "1", "-ar", $"{sampleRate}", "-c:a", "pcm_f32le", "-flush_packets", "1", "-f", "f32le", "pipe:1",
            ]);
        await using var kill = cancellation.Register(ffmpeg.Kill).ConfigureAwait(false);
        var bytes = new byte[ChunkSamples * sizeof(float)];
        for (var position = 0L; ; position += ChunkSamples)
        {
            var got = await ffmpeg.Output.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, CancellationToken.None).ConfigureAwait(false);
            if (got < bytes.Length)
            {
                break;
            }

            yield return new AudioChunk(MemoryMarshal.Cast<byte, float>(bytes).ToArray(), sampleRate, position);
        }

        cancellation.ThrowIfCancellationRequested();
        var words = await ffmpeg.LastWordsAsync().ConfigureAwait(false);
        throw new InputException($"The microphone {device.Address} gives no sound{(words.Length > 0 ? $" ({words})" : "")}; see: linly listen --devices");
    }

    /// <summary>PulseAudio hands over two seconds at once unless it is told otherwise.</summary>
    private static string[] Prompt(SoundDevice device) => device.System == "pulse" ? ["-fragment_size", "1920"] : [];

    private static async Task<string> AskAsync(IEnumerable<string> arguments, CancellationToken cancellation)
    {
        await using var ffmpeg = FfmpegProcess.Start(FfmpegPrograms.Ffmpeg, ["-nostdin", "-hide_banner", .. arguments]);
        await using var kill = cancellation.Register(ffmpeg.Kill).ConfigureAwait(false);
        using var reader = new StreamReader(ffmpeg.Output);
        var printed = await reader.ReadToEndAsync(cancellation).ConfigureAwait(false);
        return $"{printed}\n{await ffmpeg.AllWordsAsync().ConfigureAwait(false)}";
    }
}
