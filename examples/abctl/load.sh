#!/bin/sh
# Puts the image into a local abctl cluster, without any registry.
#   ./load.sh             with kind, from this machine's Docker
#   ./load.sh FILE.tar    from a file that `docker save` made elsewhere; needs Docker only
set -eu

IMAGE=${IMAGE:-source-cleargrid:0.2.0}
CLUSTER=${CLUSTER:-airbyte-abctl}

if [ $# = 0 ]; then
  kind load docker-image "$IMAGE" --name "$CLUSTER"
else
  # A kind node is a container, and containerd keeps Kubernetes' images in the namespace k8s.io.
  docker exec -i "$CLUSTER-control-plane" ctr --namespace=k8s.io images import - <"$1"
fi
docker exec "$CLUSTER-control-plane" crictl images | grep source-cleargrid
