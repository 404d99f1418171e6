using System.Globalization;
using BenchmarkDotNet.Running;
using CallQuality.Benchmarks;

switch (args)
{
    case ["throughput", .. var files] when files.Length > 0:
        using (var throughput = new Throughput())
        {
            throughput.Run(files, Console.Out);
        }

        break;
    case ["many", var times, var file]:
        using (var throughput = new Throughput())
        {
            throughput.Many(int.Parse(times, CultureInfo.InvariantCulture), file, Console.Out);
        }

        break;
    case ["portal", var calls, var program, var recording]:
        using (var load = new PortalLoad(program, recording, Console.Out))
        {
            await load.RunAsync(int.Parse(calls, CultureInfo.InvariantCulture));
        }

        break;
    case ["upload", var gibibytes, var program]:
        using (var upload = new PortalUpload(program, Console.Out))
        {
            await upload.RunAsync(double.Parse(gibibytes, CultureInfo.InvariantCulture));
        }

        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Throughput).Assembly).Run(args);
        break;
}
