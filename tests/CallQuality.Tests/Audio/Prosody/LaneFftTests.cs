using System.Numerics;
using CallQuality.Audio.Prosody;

namespace CallQuality.Tests.Audio.Prosody;

public class LaneFftTests
{
    [TestCase(8)]
    [TestCase(64)]
    public void Forward_Noise_EqualsTheDefinition(int size)
    {
        var (real, imaginary) = (Lanes(size, 1), Lanes(size, 2));
        var input = Enumerable.Range(0, size).Select(index => new Complex(real[index][0], imaginary[index][0])).ToArray();
        var transform = new LaneFft(size);

        transform.Forward(real, imaginary);

        for (var bin = 0; bin < size; bin++)
        {
            var sum = Complex.Zero;
            for (var index = 0; index < size; index++)
            {
                sum += input[index] * Complex.FromPolarCoordinates(1, -2 * Math.PI * bin * index / size);
            }

            Assert.That(real[transform.PositionOf(bin)][0], Is.EqualTo(sum.Real).Within(1e-4));
            Assert.That(imaginary[transform.PositionOf(bin)][0], Is.EqualTo(sum.Imaginary).Within(1e-4));
        }
    }

    [Test]
    public void Inverse_AfterForward_GivesTheInputTimesTheSize()
    {
        var (real, imaginary) = (Lanes(256, 3), Lanes(256, 4));
        var before = real.ToArray();
        var transform = new LaneFft(256);

        transform.Forward(real, imaginary);
        transform.Inverse(real, imaginary);

        Assert.That(real.Select(value => value[0]), Is.EqualTo(before.Select(value => 256 * value[0])).Within(1e-3));
    }

    private static Vector<float>[] Lanes(int size, int seed)
    {
        var noise = Signals.Noise(size * Vector<float>.Count, seed);
        return [.. Enumerable.Range(0, size).Select(index => new Vector<float>(noise, index * Vector<float>.Count))];
    }
}
