using LinlyTalker.Media.Capture;

namespace LinlyTalker.Tests.Media.Capture;

public class DeviceListTests
{
    [Fact]
    public void Pulse_lists_its_sources_with_the_default_marked()
    {
        var devices = DeviceList.OfSources("pulse", """
            Auto-detected sources for pulse:
              alsa_output.pci-0000_00_1f.3.analog-stereo.monitor [Monitor of Built-in Audio] (none)
            * alsa_input.usb-Jabra-00.mono-fallback [Jabra SPEAK 510 [USB] Mono] (none)
            """);
        Assert.Equal(
            [
                new SoundDevice("pulse", "alsa_output.pci-0000_00_1f.3.analog-stereo.monitor", "Monitor of Built-in Audio", false),
                new SoundDevice("pulse", "alsa_input.usb-Jabra-00.mono-fallback", "Jabra SPEAK 510 [USB] Mono", true),
            ],
            devices);
    }

    [Fact]
    public void A_server_that_is_not_there_and_the_null_device_are_no_microphones()
    {
        Assert.Empty(DeviceList.OfSources("pulse", "Auto-detected sources for pulse:\nCannot list sources: Generic error in an external library\n"));
        Assert.Empty(DeviceList.OfSources("alsa", "Auto-detected sources for alsa:\n  null [Discard all samples (playback) or generate zero samples (capture)] (none)\n"));
    }

    [Fact]
    public void Avfoundation_numbers_its_devices_and_pictures_are_none()
    {
        var devices = DeviceList.OfAvfoundation("""
            [AVFoundation indev @ 0x7f8] AVFoundation video devices:
            [AVFoundation indev @ 0x7f8] [0] FaceTime HD Camera
            [AVFoundation indev @ 0x7f8] AVFoundation audio devices:
            [AVFoundation indev @ 0x7f8] [0] MacBook Pro Microphone
            [AVFoundation indev @ 0x7f8] [1] AirPods
            """);
        Assert.Equal(["avfoundation::0", "avfoundation::1"], devices.Select(d => d.Address));
        Assert.Equal("AirPods", devices[1].Description);
        Assert.True(devices[0].IsDefault);
    }

    [Fact]
    public void Dshow_names_its_devices_in_quotes()
    {
        var devices = DeviceList.OfDshow("""
            [dshow @ 000001] "Integrated Camera" (video)
            [dshow @ 000001]   Alternative name "@device_pnp_x"
            [dshow @ 000001] "Microphone (Realtek Audio)" (audio)
            """);
        Assert.Equal(new SoundDevice("dshow", "audio=Microphone (Realtek Audio)", "Microphone (Realtek Audio)", true), Assert.Single(devices));
    }

    [Theory]
    [InlineData("pulse:default", "pulse", "default")]
    [InlineData("alsa:hw:0,1", "alsa", "hw:0,1")]
    [InlineData("hw:0,1", "pulse", "hw:0,1")]
    [InlineData("alsa_input.usb", "pulse", "alsa_input.usb")]
    [InlineData(":0", "pulse", ":0")]
    public void An_address_names_its_system_or_leaves_it_out(string address, string system, string name)
    {
        var device = SoundDevice.Parse(address, "pulse");
        Assert.Equal((system, name), (device.System, device.Name));
    }
}
