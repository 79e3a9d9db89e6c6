package io.microstream.hub.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The manifests, read strictly with a model of Kubernetes, and what they promise to the hub. */
class KubernetesManifestsTest {
    private static final Path FOLDER = Path.of("deploy/kubernetes");
    private static final ObjectMapper STRICT = strict();

    @Test
    void everyManifestIsReadHere() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("deployment.yaml", "networkpolicy.yaml", "service.yaml");
        }
    }

    @Test
    void fieldThatKubernetesDoesNotKnowIsRefused() throws IOException {
        String typo = text("deployment.yaml").replace("readOnlyRootFilesystem", "readOnlyRootFileSystem");

        assertThatThrownBy(() -> STRICT.readValue(typo, Deployment.class))
                .isInstanceOf(UnrecognizedPropertyException.class)
                .hasMessageContaining("readOnlyRootFileSystem");
    }

    @Test
    void podHasTimeForEverythingThatItsStopTakes() throws IOException {
        PodSpec pod = deployment().getSpec().getTemplate().getSpec();
        List<String> preStop = hub(pod).getLifecycle().getPreStop().getExec().getCommand();
        assertThat(preStop).hasSize(2).startsWith("sleep");

        long pause = Long.parseLong(preStop.get(1));
        long drain =
                Long.parseLong(environment(pod, "MICROSTREAM_DRAIN").getValue().replaceFirst("s$", ""));

        // The last words of the connections and the end of the server.
        assertThat(pod.getTerminationGracePeriodSeconds()).isGreaterThanOrEqualTo(pause + drain + 15);
    }

    @Test
    void probesAskTheHubsOwnAddresses() throws IOException {
        Container hub = hub(deployment().getSpec().getTemplate().getSpec());

        assertThat(Stream.of(hub.getStartupProbe(), hub.getLivenessProbe(), hub.getReadinessProbe())
                        .map(probe -> probe.getHttpGet().getPath()))
                .containsExactly("/admin/health/started", "/admin/health/live", "/admin/health/ready");
    }

    @Test
    void processMayDoNothingButServeAndWriteToItsOneFolder() throws IOException {
        PodSpec pod = deployment().getSpec().getTemplate().getSpec();
        Container hub = hub(pod);

        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(hub.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(hub.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(hub.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(hub.getVolumeMounts())
                .extracting(VolumeMount::getMountPath)
                .containsExactly(step("VOLUME"))
                .doesNotContain("/");
        assertThat(pod.getSecurityContext().getRunAsUser() + ":"
                        + pod.getSecurityContext().getRunAsGroup())
                .isEqualTo(step("USER"));
        assertThat(pod.getVolumes())
                .allMatch(volume -> volume.getEmptyDir() != null
                        && volume.getName().equals(hub.getVolumeMounts().get(0).getName()));
    }

    @Test
    void passwordsComeFromASecret() throws IOException {
        PodSpec pod = deployment().getSpec().getTemplate().getSpec();

        assertThat(Stream.of("MICROSTREAM_ADMIN_PASSWORD", "MICROSTREAM_ADMIN_VIEWER_PASSWORD")
                        .map(name -> environment(pod, name)))
                .allMatch(variable -> variable.getValue() == null
                        && variable.getValueFrom().getSecretKeyRef().getName().equals("microstream-hub"));
    }

    @Test
    void oldHubEndsBeforeTheNewOneBegins() throws IOException {
        Deployment deployment = deployment();

        assertThat(deployment.getSpec().getReplicas()).isEqualTo(1);
        assertThat(deployment.getSpec().getStrategy().getType()).isEqualTo("Recreate");
    }

    @Test
    void serviceAndPolicyAreAboutThePodsOfTheDeployment() throws IOException {
        Deployment deployment = deployment();
        Service service = STRICT.readValue(text("service.yaml"), Service.class);
        NetworkPolicy policy = STRICT.readValue(text("networkpolicy.yaml"), NetworkPolicy.class);
        Map<String, String> labels =
                deployment.getSpec().getTemplate().getMetadata().getLabels();
        Container hub = hub(deployment.getSpec().getTemplate().getSpec());
        String port = hub.getPorts().get(0).getName();

        assertThat(deployment.getSpec().getSelector().getMatchLabels()).isEqualTo(labels);
        assertThat(service.getSpec().getSelector()).isEqualTo(labels);
        assertThat(policy.getSpec().getPodSelector().getMatchLabels()).isEqualTo(labels);
        assertThat(service.getSpec().getPorts())
                .extracting(ServicePort::getTargetPort)
                .allMatch(target -> port.equals(target.getStrVal()));
        assertThat(policy.getSpec().getIngress().get(0).getPorts())
                .allMatch(target -> port.equals(target.getPort().getStrVal()));
        assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
        assertThat(policy.getSpec().getEgress()).isEmpty();
        assertThat(String.valueOf(hub.getPorts().get(0).getContainerPort()))
                .isEqualTo(environment(deployment.getSpec().getTemplate().getSpec(), "PORT")
                        .getValue());
    }

    private static Deployment deployment() throws IOException {
        return STRICT.readValue(text("deployment.yaml"), Deployment.class);
    }

    private static Container hub(PodSpec pod) {
        assertThat(pod.getContainers()).hasSize(1);
        return pod.getContainers().get(0);
    }

    private static EnvVar environment(PodSpec pod, String name) {
        return hub(pod).getEnv().stream()
                .filter(variable -> variable.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What the Dockerfile says after a word. */
    private static String step(String word) throws IOException {
        return Files.readAllLines(Path.of("Dockerfile")).stream()
                .filter(line -> line.startsWith(word + " "))
                .findFirst()
                .orElseThrow()
                .substring(word.length() + 1);
    }

    private static String text(String file) throws IOException {
        return Files.readString(FOLDER.resolve(file));
    }

    /** The model keeps what it does not know; here an unknown field, a wrong type or a second of one name is an error. */
    private static ObjectMapper strict() {
        return YAMLMapper.builder(YAMLFactory.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .annotationIntrospector(new JacksonAnnotationIntrospector() {
                    @Override
                    public Boolean hasAnySetter(Annotated member) {
                        return false;
                    }
                })
                .build();
    }
}
