namespace LinlyTalker.Native.Loading;

/// <summary>Every native library of the program, one line each. A new binding adds its line here.</summary>
public static class KnownLibraries
{
    private const string Npm = "npm ci --ignore-scripts --prefix native/npm";

    public static IReadOnlyList<NativeLibraryInfo> All { get; } =
    [
        new("onnxruntime", ["libonnxruntime.so", "libonnxruntime.so.1"], "sherpa-onnx-linux-x64", Npm),
        new("sherpa-onnx", ["libsherpa-onnx-c-api.so"], "sherpa-onnx-linux-x64", Npm),
        new("vips", ["libvips-cpp.so.*", "libvips.so.42"], "@img/sharp-libvips-linux-x64/lib", Npm),
        System("flite", "libflite.so.1", "libflite1"),
        System("flite_usenglish", "libflite_usenglish.so.1", "libflite1"),
        System("flite_cmulex", "libflite_cmulex.so.1", "libflite1"),
        System("flite_cmu_us_awb", "libflite_cmu_us_awb.so.1", "libflite1"),
        System("flite_cmu_us_kal", "libflite_cmu_us_kal.so.1", "libflite1"),
        System("flite_cmu_us_kal16", "libflite_cmu_us_kal16.so.1", "libflite1"),
        System("flite_cmu_us_rms", "libflite_cmu_us_rms.so.1", "libflite1"),
        System("flite_cmu_us_slt", "libflite_cmu_us_slt.so.1", "libflite1"),
        System("speexdsp", "libspeexdsp.so.1", "libspeexdsp1"),
        System("vorbisfile", "libvorbisfile.so.3", "libvorbisfile3"),
        System("sphinxbase", "libsphinxbase.so.3", "libsphinxbase3"),
        System("pocketsphinx", "libpocketsphinx.so.3", "libpocketsphinx3"),
        System("espeak-ng", "libespeak-ng.so.1", "libespeak-ng1"),
    ];

    private static NativeLibraryInfo System(string name, string file, string package) =>
        new(name, [file], null, $"sudo apt-get install {package}");
}
