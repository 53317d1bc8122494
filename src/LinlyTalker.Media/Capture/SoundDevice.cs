namespace LinlyTalker.Media.Capture;

/// <summary>Something that sound can be recorded from.</summary>
/// <param name="System">Who serves it, by ffmpeg's name: <c>pulse</c>, <c>alsa</c>, <c>avfoundation</c>, <c>dshow</c>.</param>
/// <param name="Name">As its system knows it.</param>
/// <param name="Description">As a person knows it.</param>
public sealed record SoundDevice(string System, string Name, string Description, bool IsDefault)
{
    /// <summary>How it is asked for: <c>pulse:alsa_input.usb-Jabra</c>.</summary>
    public string Address => $"{System}:{Name}";

    /// <summary>Reads an address; a name alone belongs to this machine's usual system.</summary>
    public static SoundDevice Parse(string address, string usualSystem)
    {
        var cut = address.IndexOf(':', StringComparison.Ordinal);
        // An ALSA name (hw:0,1) has a colon of its own.
        return cut > 0 && address[..cut] is var system && Systems.Contains(system)
            ? new SoundDevice(system, address[(cut + 1)..], address, IsDefault: false)
            : new SoundDevice(usualSystem, address, address, IsDefault: false);
    }

    private static readonly string[] Systems = ["pulse", "alsa", "avfoundation", "dshow", "lavfi", "oss", "jack", "sndio"];
}
